//! The comments of a file, by the path to what they stand above.

use std::collections::HashMap;

use prost_types::FileDescriptorProto;

/// All comments of a file.
pub(super) struct Comments<'a>(HashMap<&'a [i32], &'a str>);

impl<'a> Comments<'a> {
    /// Collects what stands above something.
    pub(super) fn of(file: &'a FileDescriptorProto) -> Self {
        let locations = file.source_code_info.iter().flat_map(|info| &info.location);
        let comments = locations.filter_map(|location| {
            let comment = location.leading_comments.as_deref()?;
            Some((location.path.as_slice(), comment))
        });
        Self(comments.collect())
    }

    /// The comment of what `path` leads to.
    pub(super) fn at(&self, path: &[i32]) -> Option<&'a str> {
        self.0.get(path).copied()
    }
}
