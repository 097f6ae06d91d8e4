//! The bound of `age`: two threads decode the columns that `age` reads and forget
//! them. `decode DIR THREADS`, for `benches/age.py`.

use parquet::column::reader::ColumnReader;
use parquet::file::reader::{FileReader, SerializedFileReader};
use std::error::Error;
use std::fs::File;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

type Failure = Box<dyn Error + Send + Sync>;

/// Rows decoded at once, as in the crate.
const STEP_ROWS: usize = 8_192;

fn main() -> Result<(), Failure> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [dir, threads] = words.as_slice() else { return Err("usage: decode DIR THREADS".into()) };
    let threads: usize = threads.parse()?;
    let start = Instant::now();
    let due = ["loan_id", "inst_no", "due_date", "principal", "interest", "fee"];
    let rows = decode(&Path::new(dir).join("schedule.parquet"), &due, threads)?;
    let paid = decode(&Path::new(dir).join("payments.parquet"), &["loan_id", "pay_date", "amount"], threads)?;
    println!("[{rows}, {paid}]");
    println!("{{\"seconds\": {:.3}}}", start.elapsed().as_secs_f64());
    Ok(())
}

/// Decodes the columns of every row group; the values met.
fn decode(path: &Path, columns: &[&str], threads: usize) -> Result<usize, Failure> {
    let next = AtomicUsize::new(0);
    let work = || -> Result<usize, Failure> {
        let reader = SerializedFileReader::new(File::open(path)?)?;
        let (mut levels, mut narrow, mut wide, mut met) = (Vec::new(), Vec::new(), Vec::new(), 0);
        loop {
            let group = next.fetch_add(1, Ordering::Relaxed);
            if group >= reader.num_row_groups() {
                return Ok(met);
            }
            let group = reader.get_row_group(group)?;
            let descriptor = group.metadata().schema_descr_ptr();
            for (at, column) in descriptor.columns().iter().enumerate() {
                if !columns.contains(&column.name()) {
                    continue;
                }
                let mut column = group.get_column_reader(at)?;
                loop {
                    levels.clear();
                    let (read, _, _) = match &mut column {
                        ColumnReader::Int32ColumnReader(column) => {
                            narrow.clear();
                            column.read_records(STEP_ROWS, Some(&mut levels), None, &mut narrow)?
                        }
                        ColumnReader::Int64ColumnReader(column) => {
                            wide.clear();
                            column.read_records(STEP_ROWS, Some(&mut levels), None, &mut wide)?
                        }
                        _ => return Err("not a whole number".into()),
                    };
                    if read == 0 {
                        break;
                    }
                    met += read;
                }
            }
        }
    };
    thread::scope(|scope| {
        let hands: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        hands.into_iter().map(|hand| hand.join().map_err(|_| "a worker stopped")?).sum()
    })
}
