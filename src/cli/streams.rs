//! Reports that are written part by part.

use std::fs::File;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::Path;

/// A report's way out: a file, or stdout.
pub(crate) struct Stream {
    name: String,
    to: Box<dyn Write>,
}

/// Why no more can be written.
pub(crate) enum Stop {
    /// Nobody reads on (C5).
    Closed,
    Failed(String),
}

impl Stream {
    pub(crate) fn open(file: Option<&Path>) -> Result<Self, Stop> {
        let name = file.map_or("stdout".into(), |file| file.display().to_string());
        let to: Box<dyn Write> = match file {
            None => Box::new(io::stdout().lock()),
            Some(file) => Box::new(File::create(file).map_err(|error| Stop::of(&name, &error))?),
        };
        let to = Box::new(BufWriter::with_capacity(1 << 16, to));
        Ok(Self { name, to })
    }

    pub(crate) fn write(&mut self, text: &str) -> Result<(), Stop> {
        let written = self.to.write_all(text.as_bytes());
        written.map_err(|error| Stop::of(&self.name, &error))
    }

    /// Hands on what is written so far.
    pub(crate) fn flush(&mut self) -> Result<(), Stop> {
        let flushed = self.to.flush();
        flushed.map_err(|error| Stop::of(&self.name, &error))
    }
}

impl Stop {
    fn of(name: &str, error: &io::Error) -> Self {
        match error.kind() {
            ErrorKind::BrokenPipe => Self::Closed,
            _ => Self::Failed(format!("the report cannot be written to {name}: {error}")),
        }
    }
}
