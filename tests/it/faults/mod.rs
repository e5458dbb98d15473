//! Faults that other frameworks have (`docs/faults.md`), as far as no other file is about the thing itself.

mod embedded;
mod environment;
mod keepalive;
mod many;
mod places;
mod starts;
mod undisturbed;
