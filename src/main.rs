//! The program `vanban`. It asks `cli` and chooses the exit code: 0 all read, 1 some could
//! not be read, 2 wrong usage, faulty rules or output that cannot be written. A closed pipe
//! is no fault.

mod cli;

use clap::Parser;
use std::io::{self, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    // A reader that breaks down is reported as an error of its file, not as a crash.
    std::panic::set_hook(Box::new(|_| {}));
    let asked = match cli::Cli::try_parse() {
        Ok(asked) => asked,
        Err(talk) => {
            // Help asked for goes to stdout and is no fault; a closed pipe is none either.
            let _ = talk.print();
            return if talk.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS };
        }
    };
    match asked.run() {
        Ok(cli::Done::All) => ExitCode::SUCCESS,
        Ok(cli::Done::Some) => ExitCode::from(1),
        Err(cli::Stop::Closed) => ExitCode::SUCCESS,
        Err(cli::Stop::Refused(lines)) => {
            for line in lines {
                let _ = writeln!(io::stderr(), "{line}");
            }
            ExitCode::from(2)
        }
    }
}
