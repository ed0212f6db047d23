//! The instances of each block of the configuration, by the address that they share.

use super::ResourceId;
use super::address::Address;
use super::instance::Instances;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::slice;

/// The instances of all blocks.
pub(super) struct Siblings {
    blocks: HashMap<String, Block>,
    /// The key of what is not repeated: none.
    alone: Instances,
}

/// Most blocks are not repeated, and take next to no room.
enum Block {
    Alone(ResourceId),
    Repeated(Box<(Vec<ResourceId>, Instances)>),
}

impl Siblings {
    pub(super) fn of<'r>(addresses: impl ExactSizeIterator<Item = &'r Address>) -> Self {
        let mut blocks: HashMap<String, Block> = HashMap::with_capacity(addresses.len());
        for (at, address) in addresses.enumerate() {
            let id = ResourceId(at);
            match blocks.entry(address.siblings()) {
                Entry::Vacant(entry) if address.key.is_none() => {
                    entry.insert(Block::Alone(id));
                }
                Entry::Vacant(entry) => {
                    let instances = [address.key.clone()].into_iter().collect();
                    entry.insert(Block::Repeated(Box::new((vec![id], instances))));
                }
                Entry::Occupied(mut entry) => entry.get_mut().add(id, address),
            }
        }
        Self {
            blocks,
            alone: [None].into_iter().collect(),
        }
    }

    /// The instances of a block, with their keys in the same order.
    pub(super) fn at(&self, address: &str) -> Option<(&[ResourceId], &Instances)> {
        Some(match self.blocks.get(address)? {
            Block::Alone(id) => (slice::from_ref(id), &self.alone),
            Block::Repeated(block) => (&block.0, &block.1),
        })
    }
}

impl Block {
    fn add(&mut self, id: ResourceId, address: &Address) {
        if let Self::Alone(first) = self {
            *self = Self::Repeated(Box::new((vec![*first], [None].into_iter().collect())));
        }
        if let Self::Repeated(block) = self {
            block.0.push(id);
            block.1.push(address.key.clone());
        }
    }
}
