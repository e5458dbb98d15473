//! Programs that are no plugins, or not quite: `broken STEP…`, each step done in turn.
//!
//! `line:TEXT` prints a line on stdout, `raw:TEXT` prints without the line feed, `stderr:TEXT` prints a line on stderr,
//! `tell` writes process id and socket directory to stdin, which is a socket then, `exit:N` exits, `signal` kills itself,
//! `silent` does nothing for ever, `close-stdout` closes stdout.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "that is what it is for")]

use std::io::Write as _;

use rustix::process::{Signal, getpid, kill_process};

fn main() {
    for step in std::env::args().skip(1) {
        let (verb, text) = step.split_once(':').unwrap_or((&step, ""));
        match verb {
            "line" => println!("{text}"),
            "raw" => {
                print!("{text}");
                std::io::stdout().flush().expect("the host reads");
            }
            "stderr" => eprintln!("{text}"),
            "exit" => std::process::exit(text.parse().expect("a status is a number")),
            "signal" => kill_process(getpid(), Signal::KILL).expect("a process may kill itself"),
            "tell" => {
                let directory = std::env::var("PLUGIN_UNIX_SOCKET_DIR").unwrap_or_default();
                let told = format!("{} {directory}\n", std::process::id());
                rustix::io::write(rustix::stdio::stdin(), told.as_bytes()).expect("stdin is a socket");
            }
            "silent" => loop {
                std::thread::park();
            },
            "close-stdout" => {
                rustix::stdio::dup2_stdout(rustix::stdio::stdin()).expect("stdin is open");
            }
            other => panic!("no step {other}"),
        }
    }
}
