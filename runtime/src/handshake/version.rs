//! Which version of the application's protocol is spoken (wire.md §1.3).

use crate::error::ProtocolError;

/// The plugin's choice: the highest version that it serves and the host offered (V4); without one, the lowest it
/// serves, which the host then refuses (V5). `None` when nothing is served.
pub(crate) fn chosen(served: impl Iterator<Item = u32> + Clone, offered: &[u32]) -> Option<u32> {
    let common = served.clone().filter(|version| offered.contains(version)).max();
    common.or_else(|| served.min())
}

/// The host's answer to the plugin's choice (V7).
pub(crate) fn accepted(plugin: u32, offered: &[u32]) -> Result<u32, ProtocolError> {
    if offered.contains(&plugin) {
        return Ok(plugin);
    }
    let mut host = offered.to_vec();
    host.sort_unstable();
    Err(ProtocolError::Version { plugin, host })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_common_version_wins_else_the_lowest_served() {
        let cases: [(&[u32], &[u32], Option<u32>); 6] = [
            (&[1, 2, 3], &[2, 1], Some(2)),
            (&[3, 1, 2], &[9, 3, 1], Some(3)),
            (&[4, 7], &[5, 6], Some(4)),
            (&[2, 3], &[], Some(2)),
            (&[1], &[1], Some(1)),
            (&[], &[1], None),
        ];
        for (served, offered, expected) in cases {
            assert_eq!(chosen(served.iter().copied(), offered), expected, "{served:?} × {offered:?}");
        }
    }

    #[test]
    fn a_version_that_was_not_offered_is_refused_with_both_sides() {
        assert!(matches!(accepted(2, &[1, 2]), Ok(2)));
        let refused = accepted(9, &[2, 1]).unwrap_err();
        assert!(matches!(refused, ProtocolError::Version { plugin: 9, host } if host == [1, 2]));
    }
}
