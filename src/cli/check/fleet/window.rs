//! How much is in flight at once: whoever reads waits until there is room.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Lines that were read and whose results are not yet written.
pub(super) struct Window {
    held: Mutex<Held>,
    freed: Condvar,
    most: Held,
}

#[derive(Clone, Copy, Default)]
struct Held {
    lines: usize,
    bytes: usize,
}

impl Window {
    pub(super) fn new(lines: usize, bytes: usize) -> Self {
        Self {
            held: Mutex::default(),
            freed: Condvar::new(),
            most: Held { lines, bytes },
        }
    }

    /// Waits for room. What is larger than all the room goes alone.
    pub(super) fn enter(&self, bytes: usize) {
        let is_full = |held: &mut Held| {
            held.lines >= self.most.lines
                || (held.lines > 0 && held.bytes + bytes > self.most.bytes)
        };
        let held = self.freed.wait_while(self.lock(), is_full);
        let mut held = held.unwrap_or_else(PoisonError::into_inner);
        held.lines += 1;
        held.bytes += bytes;
    }

    /// Makes room.
    pub(super) fn leave(&self, bytes: usize) {
        let mut held = self.lock();
        held.lines -= 1;
        held.bytes -= bytes;
        self.freed.notify_one();
    }

    fn lock(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;
    use std::thread;
    use std::time::Duration;

    /// Enters with so many bytes each, and tells how many are in before any leaves.
    #[track_caller]
    fn check(sizes: &[usize], at_once: usize) {
        let window = Window::new(3, 100);
        let (inside, seen) = mpsc::channel();
        thread::scope(|scope| {
            let window = &window;
            scope.spawn(move || {
                for size in sizes {
                    window.enter(*size);
                    let _ = inside.send(*size);
                }
            });
            let next = || seen.recv_timeout(Duration::from_millis(200)).ok();
            let mut held: Vec<usize> = std::iter::from_fn(next).collect();
            assert_eq!(held.len(), at_once, "{sizes:?}");
            // Each that leaves lets others in, until all were there.
            while let Some(size) = held.pop() {
                window.leave(size);
                held.extend(std::iter::from_fn(next));
            }
        });
    }

    #[test]
    fn lines_and_bytes_are_bounded() {
        check(&[1, 1], 2);
        check(&[1, 1, 1, 1, 1], 3);
        check(&[60, 30, 20], 2);
        check(&[60, 60], 1);
        check(&[500, 1], 1);
        check(&[1, 500, 500], 1);
        check(&[], 0);
    }
}
