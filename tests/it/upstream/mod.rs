//! What go-plugin's own tests assert of its host, as far as no other test here shows it for ours (wire.md §4.2 to §4.4).
//! `docs/go-plugin-tests.md` says for each of them which test does.

mod ends;
mod environment;
mod logs;
mod printing;
mod refusals;
mod starts;
mod table;
mod versions;
