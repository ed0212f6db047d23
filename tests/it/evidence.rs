//! What plans leave out and their sources tell: the binary plan beside a plan, and the modules
//! that `terraform init` has installed.

mod binary;
mod explain;
mod modules;
mod opentofu;

use std::fs::File;
use std::io::Write;
use std::path::Path;
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

/// A name and what stands under it.
type Entry<'e> = (&'e str, &'e [u8]);

/// Writes a ZIP as `terraform plan -out` does.
fn write_zip(path: &Path, entries: &[Entry<'_>]) {
    let mut zip = ZipWriter::new(File::create(path).expect("a file"));
    for (name, bytes) in entries {
        // Packing what is large would take most of a test's time.
        let method = match bytes.len() {
            100_000..=4_194_304 => CompressionMethod::Stored,
            _ => CompressionMethod::Deflated,
        };
        let options = SimpleFileOptions::default().compression_method(method);
        zip.start_file(*name, options).expect("an entry");
        zip.write_all(bytes).expect("its bytes");
    }
    zip.finish().expect("a ZIP");
}
