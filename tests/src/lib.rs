//! The programs that the tests launch: `probe`, a plugin that does as it is told, `holder`, a host that holds one, and
//! `broken`, plugins that are none. The tests themselves are in `it/`.
