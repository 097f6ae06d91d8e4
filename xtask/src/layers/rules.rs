//! What is absent, as one table: where, what, why, and what to do instead.

/// The rooms a rule speaks about.
pub struct Rooms {
    /// Path prefixes it holds in.
    pub held: &'static [&'static str],
    /// Path prefixes it does not hold in.
    pub free: &'static [&'static str],
    /// A file name it does not hold in.
    pub free_file: Option<&'static str>,
}

/// What a rule looks for.
#[derive(Clone, Copy)]
pub enum Seen {
    /// A name that begins with these segments: `std::fs` finds `std::fs::File`.
    Path(&'static str),
    /// A name that ends with these segments: `Timestamp::now`.
    Ends(&'static str),
    /// The word anywhere in a name: `HashMap`, `async`.
    Word(&'static str),
    /// A macro, without its mark.
    Macro(&'static str),
    /// A call of a value's method: `exp` finds `.exp(`.
    Method(&'static str),
    /// A call of a function that is not a method: `age` finds `age(`.
    Function(&'static str),
    /// `static mut`
    MutableStatic,
    /// A number with a fraction.
    FloatNumber,
    /// A string that is a statement of SQL.
    Sql,
}

/// One thing that is absent.
pub struct Rule {
    /// Where.
    pub rooms: Rooms,
    /// What is looked for.
    pub seen: &'static [Seen],
    /// Why it is absent.
    pub why: &'static str,
    /// What to do instead.
    pub instead: &'static str,
}

use Seen::{Ends, FloatNumber, Function, Macro, Method, MutableStatic, Path, Sql, Word};

const KERNEL: Rooms = Rooms { held: &["kernel/"], free: &[], free_file: None };
const EVERYWHERE: Rooms = Rooms { held: &["kernel/", "shell/"], free: &[], free_file: None };
const PAGES: Rooms = Rooms { held: &["shell/server/"], free: &[], free_file: None };

/// The table. ARCHITECTURE.md says the same in words.
pub const ABSENT: &[Rule] = &[
    Rule {
        rooms: KERNEL,
        seen: &[
            Path("std::time"),
            Path("core::time"),
            Word("SystemTime"),
            Ends("Instant::now"),
            Ends("Timestamp::now"),
            Ends("Zoned::now"),
        ],
        why: "the kernel is told the date, so that any day replays",
        instead: "take as_of or now as an argument",
    },
    Rule {
        rooms: KERNEL,
        seen: &[
            Path("std::fs"),
            Path("std::net"),
            Path("std::io"),
            Path("std::env"),
            Path("std::process"),
            Path("std::os"),
            Macro("println"),
            Macro("print"),
            Macro("eprintln"),
            Macro("eprint"),
            Macro("dbg"),
        ],
        why: "the kernel does no input and no output",
        instead: "take what was read as an argument and return what is to be written",
    },
    Rule {
        rooms: KERNEL,
        seen: &[Path("std::thread"), Path("tokio"), Path("futures"), Path("std::future"), Word("async"), Word("await")],
        why: "the kernel runs from top to bottom on the caller's thread",
        instead: "write a plain function; the shell may run it where it likes",
    },
    Rule {
        rooms: KERNEL,
        seen: &[
            Path("std::sync::atomic"),
            Path("std::sync::mpsc"),
            Word("Mutex"),
            Word("RwLock"),
            Word("OnceLock"),
            Word("OnceCell"),
            Macro("thread_local"),
            MutableStatic,
        ],
        why: "state that outlives a call would make the same input give another output",
        instead: "hand the state in and return the new one; a constant table may be a const or a LazyLock",
    },
    Rule {
        rooms: KERNEL,
        seen: &[
            Path("rand"),
            Path("fastrand"),
            Path("getrandom"),
            Word("HashMap"),
            Word("HashSet"),
            Word("RandomState"),
            Word("DefaultHasher"),
            Path("std::collections::hash_map"),
            Path("std::collections::hash_set"),
        ],
        why: "iteration over unordered maps and random numbers give other bytes on a replay",
        instead: "use BTreeMap, BTreeSet or a sorted Vec",
    },
    Rule {
        rooms: Rooms { held: &["kernel/"], free: &["kernel/diagnosis/"], free_file: None },
        seen: &[Word("f32"), Word("f64"), FloatNumber],
        why: "money is never a float; only diagnosis holds probabilities",
        instead: "use Amount, whole basis points, or makegood_units::divide with a named rounding",
    },
    Rule {
        rooms: KERNEL,
        seen: &[
            Method("powf"),
            Method("powi"),
            Method("exp"),
            Method("exp2"),
            Method("exp_m1"),
            Method("ln"),
            Method("ln_1p"),
            Method("log"),
            Method("log2"),
            Method("log10"),
            Method("sin"),
            Method("cos"),
            Method("tan"),
            Method("tanh"),
            Ends("f64::exp"),
            Ends("f64::ln"),
            Ends("f64::log"),
            Ends("f64::powf"),
            Ends("f64::powi"),
        ],
        why: "std leaves the last digits of these functions to the platform, and a plan must replay to the byte",
        instead: "use + - * / or the libm crate",
    },
    Rule {
        rooms: EVERYWHERE,
        seen: &[Word("unsafe")],
        why: "nothing here needs it, and a fault in it is found by nobody",
        instead: "write it in safe Rust",
    },
    Rule {
        rooms: Rooms {
            held: &["kernel/", "shell/"],
            free: &["shell/journal/", "shell/views/", "shell/access/", "shell/api/src/store/"],
            free_file: None,
        },
        seen: &[Sql],
        why: "only the journal, the views and the stores of secrets beside the book speak SQL, so that a table has one owner",
        instead: "add a query with a name to shell/views",
    },
    Rule {
        rooms: PAGES,
        seen: &[Word("rusqlite")],
        why: "no page opens a database: it reads views and hands commands to the desk",
        instead: "call a query of shell/views",
    },
    Rule {
        rooms: PAGES,
        seen: &[
            Path("makegood_book::age"),
            Path("makegood_book::position"),
            Path("makegood_book::history"),
            Path("makegood_book::*"),
            Function("age"),
            Function("position"),
        ],
        why: "a page never computes what is owed: one definition, folded into the views",
        instead: "read the figure from shell/views, or add it there",
    },
    Rule {
        rooms: Rooms { held: &["shell/"], free: &[], free_file: Some("clock.rs") },
        seen: &[
            Word("SystemTime"),
            Word("UNIX_EPOCH"),
            Ends("Instant::now"),
            Ends("Timestamp::now"),
            Ends("Zoned::now"),
        ],
        why: "the shell reads the time in one module, so that tests and replays can set it",
        instead: "ask the clock.rs of the shell",
    },
];
