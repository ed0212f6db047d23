//! What a front offers for one need.

/// What a front offers for a need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    Native,
    /// Only with something beside it.
    Via(&'static str),
    No,
}

/// A cell of the matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    pub offer: Offer,
    /// What to know about it.
    pub note: Option<&'static str>,
    /// Whether no source at hand confirms it.
    pub unverified: bool,
}

/// It does so itself.
pub(super) const N: Cell = Cell::new(Offer::Native);
/// It does not.
pub(super) const NO: Cell = Cell::new(Offer::No);

pub(super) const fn via(what: &'static str) -> Cell {
    Cell::new(Offer::Via(what))
}

impl Cell {
    pub(super) const fn new(offer: Offer) -> Self {
        Self {
            offer,
            note: None,
            unverified: false,
        }
    }

    pub(super) const fn but(mut self, note: &'static str) -> Self {
        self.note = Some(note);
        self
    }

    pub(super) const fn unverified(mut self) -> Self {
        self.unverified = true;
        self
    }

    fn rank(&self) -> usize {
        match self.offer {
            Offer::Native => 0,
            Offer::Via(_) => 1,
            Offer::No => 2,
        }
    }

    pub(super) fn better(self, other: Self) -> Self {
        if other.rank() < self.rank() {
            other
        } else {
            self
        }
    }

    /// The lesser of two offers.
    pub fn worse(self, other: Self) -> Self {
        if other.rank() > self.rank() {
            other
        } else {
            self
        }
    }
}
