//! Changes of methods, and of the trait itself.

use pintle::proto::Change;

use super::{breaks, committed, judge, understood};

pub mod base {
    #[pintle::plugin(package = "kv.methods")]
    pub trait Kv {
        /// The value under `key`.
        async fn get(&self, key: String) -> Result<Vec<u8>, pintle::Status>;
        async fn len(&self) -> Result<u64, pintle::Status>;
    }
}

mod added {
    #[pintle::plugin(package = "kv.methods")]
    pub trait Kv {
        async fn get(&self, key: String) -> Result<Vec<u8>, pintle::Status>;
        async fn put(&self, key: String, value: Vec<u8>) -> Result<(), pintle::Status>;
        async fn len(&self) -> Result<u64, pintle::Status>;
    }
}

mod reordered {
    #[pintle::plugin(package = "kv.methods")]
    pub trait Kv {
        async fn len(&self) -> Result<u64, pintle::Status>;
        async fn get(&self, key: String) -> Result<Vec<u8>, pintle::Status>;
    }
}

mod documented {
    /// A store of keys and values.
    #[pintle::plugin(package = "kv.methods")]
    pub trait Kv {
        /// What is there.
        async fn get(&self, key: String) -> Result<Vec<u8>, pintle::Status>;
        #[deprecated]
        async fn len(&self) -> Result<u64, pintle::Status>;
    }
}

mod renamed_with_its_name_kept {
    #[pintle::plugin(package = "kv.methods", name = "Kv")]
    pub trait Store {
        #[rpc(name = "Get")]
        async fn fetch(&self, key: String) -> Result<Vec<u8>, pintle::Status>;
        async fn len(&self) -> Result<u64, pintle::Status>;
    }
}

mod renamed {
    #[pintle::plugin(package = "kv.methods")]
    pub trait Kv {
        async fn fetch(&self, key: String) -> Result<Vec<u8>, pintle::Status>;
        async fn len(&self) -> Result<u64, pintle::Status>;
    }
}

mod removed {
    #[pintle::plugin(package = "kv.methods")]
    pub trait Kv {
        async fn get(&self, key: String) -> Result<Vec<u8>, pintle::Status>;
    }
}

mod trait_renamed {
    #[pintle::plugin(package = "kv.methods")]
    pub trait Store {
        async fn get(&self, key: String) -> Result<Vec<u8>, pintle::Status>;
        async fn len(&self) -> Result<u64, pintle::Status>;
    }
}

mod moved_to_another_package {
    #[pintle::plugin(package = "kv.v2")]
    pub trait Kv {
        async fn get(&self, key: String) -> Result<Vec<u8>, pintle::Status>;
        async fn len(&self) -> Result<u64, pintle::Status>;
    }
}

#[test]
fn changes_of_methods_are_judged() {
    let cases = [
        understood("nothing", base::kv::descriptor),
        understood("a method added", added::kv::descriptor),
        understood("methods reordered", reordered::kv::descriptor),
        understood("docs and deprecation", documented::kv::descriptor),
        understood("renamed with #[rpc(name)]", renamed_with_its_name_kept::store::descriptor),
        breaks("renamed", renamed::kv::descriptor, ("method `Get`", Change::Method, "#[rpc(name = \"Get\")]")),
        breaks("removed", removed::kv::descriptor, ("method `Len`", Change::Method, "bring the method back")),
        breaks(
            "the trait renamed",
            trait_renamed::store::descriptor,
            ("the service", Change::Service, "#[plugin(name = \"Kv\")]"),
        ),
        breaks(
            "another package",
            moved_to_another_package::kv::descriptor,
            ("the package", Change::Package, "package = \"kv.methods\""),
        ),
    ];
    judge(&committed("methods"), &cases);
}
