#[derive(Message)]
pub struct Page<T, K: pintle::Key = String>
where
    T: Clone,
{
    items: HashMap<K, T>,
    next: Option<Box<Self>>,
}

#[derive(Message)]
enum Either<L, R> {
    Left(L),
    Right { value: R },
}

#[derive(Message)]
#[message(transparent)]
struct Secret<T>(T);
