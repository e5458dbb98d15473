//! Nothing here: see `tests/ui.rs`, `fail/` and `pass/`.
