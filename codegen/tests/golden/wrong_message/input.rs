#[derive(Message)]
struct Entry<T> {
    key: &'static str,
    value: T,
}
