//! Reports that are written part by part.

use super::read::plain;
use super::write::Pending;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::Path;

/// A report's way out: a file, which is there when the report is whole, or stdout.
pub(crate) struct Stream {
    name: String,
    to: To,
}

enum To {
    Stdout(BufWriter<io::StdoutLock<'static>>),
    File(BufWriter<Pending>),
}

/// Why no more can be written.
pub(crate) enum Stop {
    /// Nobody reads on (C5).
    Closed,
    Failed(String),
}

const BUFFER: usize = 1 << 16;

impl Stream {
    pub(crate) fn open(file: Option<&Path>) -> Result<Self, Stop> {
        let name = file.map_or("stdout".into(), |file| file.display().to_string());
        let to = match file {
            None => To::Stdout(BufWriter::with_capacity(BUFFER, io::stdout().lock())),
            Some(file) => {
                let pending = Pending::new(file).map_err(|error| Stop::of(&name, &error))?;
                To::File(BufWriter::with_capacity(BUFFER, pending))
            }
        };
        Ok(Self { name, to })
    }

    pub(crate) fn write(&mut self, text: &str) -> Result<(), Stop> {
        let written = match &mut self.to {
            To::Stdout(stdout) => stdout.write_all(text.as_bytes()),
            To::File(file) => file.write_all(text.as_bytes()),
        };
        written.map_err(|error| Stop::of(&self.name, &error))
    }

    /// Hands on what is written so far.
    pub(crate) fn flush(&mut self) -> Result<(), Stop> {
        let flushed = match &mut self.to {
            To::Stdout(stdout) => stdout.flush(),
            To::File(file) => file.flush(),
        };
        flushed.map_err(|error| Stop::of(&self.name, &error))
    }

    /// Hands on all that is written: the report is whole.
    pub(crate) fn finish(mut self) -> Result<(), Stop> {
        self.flush()?;
        let finished = match self.to {
            To::Stdout(_) => Ok(()),
            To::File(file) => file
                .into_inner()
                .map_err(io::IntoInnerError::into_error)
                .and_then(Pending::finish),
        };
        finished.map_err(|error| Stop::of(&self.name, &error))
    }
}

impl Stop {
    fn of(name: &str, error: &io::Error) -> Self {
        match error.kind() {
            ErrorKind::BrokenPipe => Self::Closed,
            _ => {
                let why = plain(error);
                Self::Failed(format!("the report cannot be written to {name}: {why}"))
            }
        }
    }
}
