//! When a process started, as `/proc` has it; nothing where there is none.

use std::fs::read_to_string;

use crate::handshake::StartTime;

/// The start of the process that has this number now, in ticks of the system's clock.
pub(super) fn ticks(pid: u32) -> Option<u64> {
    ticks_of(&read_to_string(format!("/proc/{pid}/stat")).ok()?)
}

/// Those ticks, as something that no other process ever has.
pub(super) fn in_this_run(ticks: u64) -> Option<StartTime> {
    let boot = read_to_string("/proc/sys/kernel/random/boot_id").ok()?.trim().to_owned();
    Some(StartTime { boot, ticks })
}

/// Field 22 of `/proc/PID/stat`. The second may hold anything, even brackets: it is the program's name.
fn ticks_of(stat: &str) -> Option<u64> {
    const FIELDS_BETWEEN: usize = 19;
    let (_, rest) = stat.rsplit_once(')')?;
    rest.split_whitespace().nth(FIELDS_BETWEEN)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_start_is_found_behind_any_name() {
        let rest = "S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 4711 20 21";
        for name in ["sh", "a b", "x) S 1 (y", ""] {
            assert_eq!(ticks_of(&format!("12 ({name}) {rest}")), Some(4711), "{name}");
        }
        for broken in ["", "12 (sh", "12 (sh) S 1", "12 (sh) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 x"] {
            assert_eq!(ticks_of(broken), None, "{broken}");
        }
    }

    #[test]
    fn two_looks_at_one_process_agree_and_this_one_is_no_other() {
        let own = ticks(std::process::id()).and_then(in_this_run);
        assert!(own.is_some());
        assert_eq!(own, ticks(std::process::id()).and_then(in_this_run));
        assert_ne!(own, ticks(1).and_then(in_this_run));
        let own = own.unwrap();
        assert_eq!(own.to_string().parse(), Ok(own));
    }
}
