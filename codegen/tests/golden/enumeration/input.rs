#[derive(Clone, Copy, Message)]
pub enum KvState {
    Idle,
    NotFound = 4,
    Broken = -1,
    #[message(other)]
    Other(i32),
}
