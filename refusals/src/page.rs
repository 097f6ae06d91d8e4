//! A page of the gallery, read from its text.

/// A refusal with its cause, its way out and its reproducer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The name the program prints.
    pub name: String,
    /// What leads to it, in one line.
    pub cause: String,
    /// What to do, in one line.
    pub way_out: String,
    /// Files to write before the commands run: name and contents.
    pub files: Vec<(String, String)>,
    /// The commands in order.
    pub commands: Vec<Command>,
}

/// One command and what is expected of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Command {
    /// The line on the page, from 1.
    pub line: usize,
    /// The words after `makegood`.
    pub words: Vec<String>,
    /// Lines of output that must occur in this order.
    pub excerpt: Vec<String>,
    /// The exit code.
    pub exit: i32,
}

/// Why a text is not a page.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PageError {
    /// One of the three fields is not there or empty.
    #[error("a page says in its first lines `{0}: ...`")]
    NoField(&'static str),
    /// No command to reproduce it.
    #[error("a page has a console block with at least one `$ makegood ...`")]
    NoReproducer,
    /// A line in a console block belongs to no command.
    #[error("line {0}: output stands below the command that prints it, which begins with `$ makegood`")]
    NotACommand(usize),
    /// A quote is not closed.
    #[error("line {0}: a quote is opened and not closed")]
    OpenQuote(usize),
    /// The exit code is not a number.
    #[error("line {0}: an exit code is written [exit 2]")]
    NotAnExitCode(usize),
    /// A file block without a name, or with one that leaves the folder.
    #[error("line {0}: a file block names a file inside the folder, such as ```file loans.csv")]
    NotAFileName(usize),
    /// A block runs to the end of the page.
    #[error("line {0}: the block that begins here is not closed")]
    OpenBlock(usize),
}

/// What the lines being read belong to.
enum Block {
    Prose,
    File(String),
    Console,
    Other,
}

impl Page {
    /// Reads a page.
    ///
    /// # Errors
    /// Names the first line that is not of the format.
    pub fn parse(text: &str) -> Result<Self, PageError> {
        let field = |name: &'static str| {
            let mut head = text.lines().take_while(|line| !line.starts_with("```"));
            let value = head.find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).map(str::trim);
            value.filter(|value| !value.is_empty()).map(str::to_owned).ok_or(PageError::NoField(name))
        };
        let (name, cause, way_out) = (field("name")?, field("cause")?, field("way out")?);
        let mut page = Self { name, cause, way_out, files: Vec::new(), commands: Vec::new() };
        let (mut block, mut opened) = (Block::Prose, 0);
        for (at, line) in text.lines().enumerate() {
            let number = at + 1;
            match (&block, line.strip_prefix("```")) {
                (Block::Prose, Some(info)) => (block, opened) = (page.open(info, number)?, number),
                (Block::Prose, None) => {}
                (_, Some("")) => block = Block::Prose,
                (Block::File(name), _) => page.add_to_file(name, line),
                (Block::Console, _) => page.console_line(line, number)?,
                (Block::Other, _) => {}
            }
        }
        if !matches!(block, Block::Prose) {
            return Err(PageError::OpenBlock(opened));
        }
        if page.commands.is_empty() { Err(PageError::NoReproducer) } else { Ok(page) }
    }

    fn open(&mut self, info: &str, line: usize) -> Result<Block, PageError> {
        match info.trim().split_once(' ').unwrap_or((info.trim(), "")) {
            ("console", _) => Ok(Block::Console),
            ("file", name) => {
                let leaves = name.is_empty() || name.starts_with('/') || name.split('/').any(|part| part == "..");
                if leaves || name.contains(char::is_whitespace) {
                    return Err(PageError::NotAFileName(line));
                }
                self.files.push((name.to_owned(), String::new()));
                Ok(Block::File(name.to_owned()))
            }
            _ => Ok(Block::Other),
        }
    }

    fn add_to_file(&mut self, name: &str, line: &str) {
        if let Some((_, contents)) = self.files.iter_mut().rev().find(|(file, _)| file == name) {
            contents.push_str(line);
            contents.push('\n');
        }
    }

    fn console_line(&mut self, line: &str, number: usize) -> Result<(), PageError> {
        if let Some(command) = line.strip_prefix("$ makegood") {
            let words = words(command).ok_or(PageError::OpenQuote(number))?;
            self.commands.push(Command { line: number, words, ..Command::default() });
            return Ok(());
        }
        let command = self.commands.last_mut().filter(|_| !line.starts_with("$ "));
        let command = command.ok_or(PageError::NotACommand(number))?;
        if let Some(code) = line.strip_prefix("[exit ") {
            let code = code.strip_suffix(']').and_then(|code| code.parse().ok());
            command.exit = code.ok_or(PageError::NotAnExitCode(number))?;
        } else if !line.trim().is_empty() {
            command.excerpt.push(line.trim().to_owned());
        }
        Ok(())
    }
}

/// The words of a command; single and double quotes hold blanks together. None
/// when a quote is left open.
fn words(text: &str) -> Option<Vec<String>> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None::<char>);
    for next in text.chars() {
        match quote {
            Some(open) if next == open => quote = None,
            Some(_) => word.get_or_insert_default().push(next),
            None if next == '"' || next == '\'' => {
                quote = Some(next);
                word.get_or_insert_default();
            }
            None if next.is_whitespace() => words.extend(word.take()),
            None => word.get_or_insert_default().push(next),
        }
    }
    words.extend(word);
    quote.is_none().then_some(words)
}

#[cfg(test)]
mod tests {
    use super::{Command, Page, PageError, words};

    const HEAD: &str = "name: a\ncause: b\nway out: c\n";

    #[test]
    fn the_example_of_the_readme_is_a_page() {
        let readme = include_str!("../README.md");
        let example = readme.split("````text\n").nth(1).and_then(|rest| rest.split("````").next()).expect("example");
        let page = Page::parse(example).expect("page");
        assert_eq!(page.name, "second_loan_of_that_number");
        assert_eq!(page.way_out, "Keep the row that is right and import the file again.");
        assert_eq!(page.files[0].0, "loans.csv");
        assert_eq!(page.files[0].1.lines().count(), 3);
        let expected = Command {
            line: 15,
            words: ["import", "--book", "book.sqlite", "loans.csv"].map(str::to_owned).to_vec(),
            excerpt: vec!["loans.csv:3: loan_id \"L-1\": second_loan_of_that_number ...".to_owned()],
            exit: 2,
        };
        assert_eq!(page.commands, [expected]);
    }

    #[test]
    fn what_is_not_a_page_is_named_with_its_line() {
        let check = |body: &str, expected: PageError| {
            assert_eq!(Page::parse(&format!("{HEAD}{body}")), Err(expected), "{body}");
        };
        check("", PageError::NoReproducer);
        check("```console\n```\n", PageError::NoReproducer);
        check("```console\noutput\n```\n", PageError::NotACommand(5));
        check("```console\n$ rm x\n```\n", PageError::NotACommand(5));
        check("```console\n$ makegood x\n$ rm x\n```\n", PageError::NotACommand(6));
        check("```console\n$ makegood \"x\n```\n", PageError::OpenQuote(5));
        check("```console\n$ makegood x\n[exit two]\n```\n", PageError::NotAnExitCode(6));
        check("```file\n```\n", PageError::NotAFileName(4));
        check("```file ../x\n```\n", PageError::NotAFileName(4));
        check("```console\n$ makegood x\n", PageError::OpenBlock(4));
        assert_eq!(Page::parse("name: a\ncause:\nway out: c\n"), Err(PageError::NoField("cause")));
    }

    #[test]
    fn commands_keep_their_own_output_and_exit_code() {
        let text = format!("{HEAD}```console\n$ makegood a\none\n\n$ makegood b\n[exit 3]\n```\n```sh\nfree\n```\n");
        let commands = Page::parse(&text).expect("page").commands;
        let shown: Vec<_> = commands.iter().map(|it| (it.words.join(" "), it.excerpt.len(), it.exit)).collect();
        assert_eq!(shown, [("a".to_owned(), 1, 0), ("b".to_owned(), 0, 3)]);
    }

    #[test]
    fn quotes_hold_words_together() {
        let check = |text: &str, expected: &[&str]| assert_eq!(words(text).expect("closed"), expected, "{text}");
        check(" a  b ", &["a", "b"]);
        check("'a b' \"c 'd\" --e='f g' ''", &["a b", "c 'd", "--e=f g", ""]);
        assert_eq!(words("a 'b"), None);
    }
}
