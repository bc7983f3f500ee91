//! Why a translation cannot be begun, to those who asked.

use super::console::Console;
use super::exit::Exit;
use crate::report::Value;
use crate::scaffold::Unfit;

/// Tells why there is nothing to begin with. What is there already is the output's fault, all else
/// that of the command line.
pub(super) fn refuse(unfit: &Unfit, console: &Console) -> Exit {
    let about = Value::Text(unfit.about());
    // A code that is none has the words of the finding that `check` has for it.
    console.refused(unfit.name(), &[("path", about), ("value", about)]);
    match unfit {
        Unfit::IsThere(_) | Unfit::HasLanguage(_) => Exit::Refused,
        _ => Exit::Usage,
    }
}
