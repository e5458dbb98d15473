//! The status that an error amounts to: for tower's layers, whose errors are of any kind.

use std::error::Error;

use tower::load_shed::error::Overloaded;
use tower::timeout::error::Elapsed;

use super::{Code, Status};
use crate::error::CallError;

impl Status {
    /// The status that an error is or has as its cause; that of what tower's own layers say; `Unknown` otherwise.
    pub(crate) fn of_error(error: &(dyn Error + 'static)) -> Self {
        let code = match () {
            () if find::<Elapsed>(error).is_some() => Code::DeadlineExceeded,
            () if find::<Overloaded>(error).is_some() => Code::ResourceExhausted,
            () => Code::Unknown,
        };
        Self::within(error).unwrap_or_else(|| Self::new(code, error.to_string()))
    }

    /// The status that an error is or has as its cause, if there is one.
    pub(crate) fn within(error: &(dyn Error + 'static)) -> Option<Self> {
        let lost = || find::<CallError>(error).map(|call| call.clone().into());
        let foreign = || find::<tonic::Status>(error).map(|status| status.clone().into());
        find::<Self>(error).cloned().or_else(lost).or_else(foreign)
    }
}

/// The error of this type that another is, or that has caused it.
pub(crate) fn find<'a, E: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a E> {
    let mut chain = std::iter::successors(Some(error), |error| (*error).source());
    chain.find_map(|error| error.downcast_ref())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("behind it")]
    struct Behind(#[source] Box<dyn Error + Send + Sync>);

    fn behind(error: impl Into<Box<dyn Error + Send + Sync>>) -> Behind {
        Behind(error.into())
    }

    #[test]
    fn an_error_is_the_status_that_it_holds() {
        let own = Status::new(Code::NotFound, "gone").with_details(vec![8, 5]);
        let held: [Box<dyn Error + Send + Sync>; 6] = [
            own.clone().into(),
            behind(own.clone()).into(),
            CallError::Status(own.clone()).into(),
            tonic::Status::from(own.clone()).into(),
            behind(behind(tonic::Status::from(own.clone()))).into(),
            behind(CallError::Status(own.clone())).into(),
        ];
        for error in held {
            assert_eq!(Status::of_error(&*error), own, "{error:?}");
        }
    }

    #[test]
    fn what_towers_layers_say_has_a_code_and_anything_else_none() {
        let table: [(Box<dyn Error + Send + Sync>, Code); 4] = [
            (Elapsed::new().into(), Code::DeadlineExceeded),
            (behind(Elapsed::new()).into(), Code::DeadlineExceeded),
            (Overloaded::new().into(), Code::ResourceExhausted),
            ("no".into(), Code::Unknown),
        ];
        for (error, code) in table {
            assert_eq!(Status::of_error(&*error), Status::new(code, error.to_string()));
            assert_eq!(Status::within(&*error), None);
        }
    }
}
