//! What go-plugin's own tests assert, and no other test of ours does; `docs/go-plugin-tests.md` says which is where.

mod ends;
mod environment;
mod logs;
mod refusals;
mod starts;
mod versions;
