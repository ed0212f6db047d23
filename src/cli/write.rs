//! Writes files: the only place that does.
//!
//! What takes a file's place is written beside it and renamed over it when it is whole, so that a
//! disk that is full, or a run that is cut short, leaves what was there. Links are followed to
//! what they lead to, and owner and permissions are kept. Pipes, devices and descriptors
//! (`/dev/fd/3`), over which nothing can be renamed, are written to as they are.

use std::fs::{self, File, Metadata, OpenOptions, Permissions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Puts a text into a file, or leaves what is there.
pub(crate) fn whole(path: &Path, text: &str) -> io::Result<()> {
    let mut pending = Pending::new(path)?;
    pending.write_all(text.as_bytes())?;
    pending.finish()
}

/// The same for a file that must not be there yet.
pub(crate) fn new(path: &Path, text: &str) -> io::Result<()> {
    File::create_new(path)?;
    whole(path, text).inspect_err(|_| {
        let _ = fs::remove_file(path);
    })
}

/// Adds a text to the end of a file that others write to as well.
pub(crate) fn append(path: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().append(true).create(true).open(path)?;
    let before = file.metadata()?.len();
    file.write_all(text.as_bytes()).inspect_err(|_| {
        // Half of it would be no table.
        let _ = file.set_len(before);
    })
}

/// A file that is being written. Unless it is finished, what was there stays.
pub(crate) struct Pending {
    file: File,
    beside: Option<Beside>,
}

/// What is to take a place, until it does; it goes when nobody wants it.
struct Beside {
    written: PathBuf,
    place: PathBuf,
}

impl Pending {
    pub(crate) fn new(path: &Path) -> io::Result<Self> {
        let place = place(path)?;
        let old = match fs::metadata(&place) {
            Ok(old) => Some(old),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        if is_descriptor(&place) || old.as_ref().is_some_and(|old| !old.is_file()) {
            let file = OpenOptions::new().append(true).open(&place)?;
            return Ok(Self { file, beside: None });
        }
        if old.is_some() {
            // A file that nobody may write to is no less protected in a directory of ours.
            OpenOptions::new().write(true).open(&place)?;
        }
        match (Beside::new(place.clone(), old.as_ref()), &old) {
            (Err(error), Some(_)) if is_forbidden(&error) => Ok(Self {
                file: File::create(&place)?,
                beside: None,
            }),
            (created, _) => created.map(|(file, beside)| Self {
                file,
                beside: Some(beside),
            }),
        }
    }

    /// Puts what is written in its place.
    pub(crate) fn finish(self) -> io::Result<()> {
        let Some(beside) = self.beside else {
            return Ok(());
        };
        // Some disks tell only now that they are full.
        match self.file.sync_data() {
            Err(error) if error.kind() != ErrorKind::InvalidInput => Err(error),
            _ => beside.take_place(),
        }
    }
}

impl Write for Pending {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Beside {
    /// A file of a name that nobody has, in the same directory, as open as the old one.
    fn new(place: PathBuf, old: Option<&Metadata>) -> io::Result<(File, Self)> {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let directory = place.parent().unwrap_or(Path::new("")).to_owned();
        loop {
            let number = NEXT.fetch_add(1, Ordering::Relaxed);
            let name = format!(".frontlint-{}-{number}.tmp", process::id());
            let written = directory.join(name);
            match File::create_new(&written) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
                Ok(file) => {
                    let beside = Self { written, place };
                    if let Some(old) = old {
                        keep_owner(&file, old);
                        let open: Permissions = old.permissions();
                        file.set_permissions(open)?;
                    }
                    return Ok((file, beside));
                }
            }
        }
    }

    fn take_place(self) -> io::Result<()> {
        match fs::rename(&self.written, &self.place) {
            // A file that is mounted can be written, and nothing can be renamed over it.
            Err(error) if error.kind() == ErrorKind::ResourceBusy => {
                fs::copy(&self.written, &self.place).map(drop)
            }
            renamed => renamed,
        }
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        // After a rename there is nothing of that name.
        let _ = fs::remove_file(&self.written);
    }
}

/// As many links are followed as Linux does.
const LINKS: usize = 40;

/// Where a path leads to, through links that may lead to nothing yet.
pub(super) fn place(path: &Path) -> io::Result<PathBuf> {
    let mut place = path.to_owned();
    for _ in 0..LINKS {
        if is_descriptor(&place) {
            return Ok(place);
        }
        match fs::read_link(&place) {
            Ok(target) => place = place.parent().unwrap_or(Path::new("")).join(target),
            Err(_) => return Ok(place),
        }
    }
    Err(io::Error::other("it is a link to itself"))
}

/// Whether a path is a name of the system's, such as `/dev/stdout`, behind which a file of another
/// name may be that is already open.
pub(super) fn is_descriptor(path: &Path) -> bool {
    let parent = path.parent().unwrap_or(Path::new(""));
    let shown = ["/dev", "/dev/fd"]
        .iter()
        .any(|name| parent == Path::new(name));
    shown || (path.is_absolute() && parent.starts_with("/proc"))
}

/// Whether a file may be written to and its directory may not.
fn is_forbidden(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem
    )
}

/// Who runs as root writes files of others, which stay theirs.
#[cfg(unix)]
fn keep_owner(file: &File, old: &Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    let is_kept = |new: Metadata| (new.uid(), new.gid()) == (old.uid(), old.gid());
    if !file.metadata().is_ok_and(is_kept) {
        let _ = fchown(file, Some(old.uid()), Some(old.gid()));
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &Metadata) {}
