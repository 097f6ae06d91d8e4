//! People at work, measured: each keeps one connection, opens Today, then cases of the own worklist.
//!
//!     page_speed HOST:PORT COOKIES [people=50] [seconds=20] [think_ms=0]
//!
//! COOKIES is a file with one value of the cookie header a line, given out in turn. The time to the first
//! byte is counted from before the request is written. With `think_ms` everybody waits about that long
//! between pages; with 0 the next page is asked for at once, which is as much as the machine gives. Each
//! tenth page is `/healthz`, the bound: a request that reads nothing.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

type Times = BTreeMap<&'static str, Vec<Duration>>;
type Failed = Box<dyn std::error::Error + Send + Sync>;

/// One person and their connection.
struct Person {
    host: String,
    cookie: String,
    to: BufReader<TcpStream>,
    draw: u64,
}

impl Person {
    fn open(host: &str, cookie: &str, number: u64) -> Result<Self, Failed> {
        let stream = TcpStream::connect(host)?;
        stream.set_nodelay(true)?;
        let draw = (number + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        Ok(Self { host: host.to_owned(), cookie: cookie.to_owned(), to: BufReader::new(stream), draw })
    }

    /// The next number of a fixed sequence (xorshift), below `end`.
    fn below(&mut self, end: u64) -> u64 {
        self.draw ^= self.draw << 13;
        self.draw ^= self.draw >> 7;
        self.draw ^= self.draw << 17;
        self.draw % end.max(1)
    }

    /// The page, and how long its first byte took.
    fn get(&mut self, path: &str, packed: bool) -> Result<(Duration, Vec<u8>), Failed> {
        let accept = if packed { "accept-encoding: gzip\r\n" } else { "" };
        let request = format!("GET {path} HTTP/1.1\r\nhost: {}\r\ncookie: {}\r\n{accept}\r\n", self.host, self.cookie);
        let begun = Instant::now();
        self.to.get_mut().write_all(request.as_bytes())?;
        let first = self.to.fill_buf()?.len();
        let took = begun.elapsed();
        if first == 0 {
            return Err("the server closed the connection".into());
        }
        let (mut length, mut chunked, mut status) = (0_usize, false, String::new());
        loop {
            let mut line = String::new();
            self.to.read_line(&mut line)?;
            let line = line.trim_end().to_ascii_lowercase();
            match line.split_once(": ") {
                Some(("content-length", value)) => length = value.parse()?,
                Some(("transfer-encoding", "chunked")) => chunked = true,
                _ if line.is_empty() => break,
                _ if status.is_empty() => status = line,
                _ => {}
            }
        }
        let body = if chunked { self.chunks()? } else { self.bytes(length)? };
        if status.contains(" 200 ") { Ok((took, body)) } else { Err(format!("{path}: {status}").into()) }
    }

    fn bytes(&mut self, length: usize) -> Result<Vec<u8>, Failed> {
        let mut body = vec![0; length];
        self.to.read_exact(&mut body)?;
        Ok(body)
    }

    fn chunks(&mut self) -> Result<Vec<u8>, Failed> {
        let mut body = Vec::new();
        loop {
            let mut size = String::new();
            self.to.read_line(&mut size)?;
            let size = usize::from_str_radix(size.trim(), 16)?;
            body.extend(self.bytes(size)?);
            self.to.read_line(&mut String::new())?;
            if size == 0 {
                return Ok(body);
            }
        }
    }

    /// Works until the end of the day, and says how long pages took from `counted` on.
    fn work(&mut self, counted: Instant, end: Instant, think: Duration) -> Result<Times, Failed> {
        let (_, today) = self.get("/today", false)?;
        let cases = cases(&String::from_utf8_lossy(&today));
        if cases.is_empty() {
            return Err(format!("nothing is on the worklist of {}", self.cookie).into());
        }
        let mut times = Times::new();
        while Instant::now() < end {
            let (kind, path) = match self.below(10) {
                0 => ("/healthz", "/healthz".to_owned()),
                1..=3 => ("Today", "/today".to_owned()),
                _ => ("Case", cases[usize::try_from(self.below(cases.len() as u64))?].clone()),
            };
            let (took, _) = self.get(&path, true)?;
            if Instant::now() > counted {
                times.entry(kind).or_default().push(took);
            }
            if !think.is_zero() {
                // Half to one and a half of the time, so that people do not fall into step.
                std::thread::sleep(think.mul_f64(0.5) + think / 1000 * u32::try_from(self.below(1000))?);
            }
        }
        Ok(times)
    }
}

/// The cases a worklist names.
fn cases(page: &str) -> Vec<String> {
    let links = page.split("<h3><a href=\"").skip(1).filter_map(|rest| rest.split(['"', '#']).next());
    let mut found: Vec<String> = links.filter(|link| link.starts_with("/case/")).map(str::to_owned).collect();
    found.dedup();
    found
}

fn main() -> Result<(), Failed> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [host, cookies, more @ ..] = words.as_slice() else { return Err("page_speed HOST:PORT COOKIES".into()) };
    let number = |at: usize, usual: u64| more.get(at).map_or(Ok(usual), |word| word.parse());
    let (people, seconds, think) = (number(0, 50)?, number(1, 20)?, number(2, 0)?);
    let cookies: Vec<String> = std::fs::read_to_string(cookies)?.lines().map(str::to_owned).collect();
    // The first second warms up and is not counted; people come one after the other in it.
    let begun = Instant::now();
    let (counted, end) = (begun + Duration::from_secs(2), begun + Duration::from_secs(2 + seconds));
    let (host, cookies) = (host.as_str(), cookies.as_slice());
    let all = std::thread::scope(|scope| {
        let work = move |one: u64| -> Result<Times, Failed> {
            std::thread::sleep(Duration::from_millis(one * 20));
            let cookie = cookies.iter().cycle().nth(usize::try_from(one)?).ok_or("no cookies")?;
            Person::open(host, cookie, one)?.work(counted, end, Duration::from_millis(think))
        };
        let threads: Vec<_> = (0..people).map(|one| scope.spawn(move || work(one))).collect();
        threads.into_iter().map(|thread| thread.join().map_err(|_| "a person stopped")?).collect::<Result<Vec<_>, _>>()
    })?;
    let mut times = Times::new();
    for (kind, some) in all.into_iter().flatten() {
        times.entry(kind).or_default().extend(some);
    }
    let pages: usize = times.values().map(Vec::len).sum();
    println!("{people} people, {seconds} s, about {think} ms between pages: {} pages a second", pages as u64 / seconds);
    println!("| to the first byte, ms | pages | p50 | p90 | p99 | most |\n|---|---:|---:|---:|---:|---:|");
    for (kind, mut took) in times {
        took.sort();
        let at = |share: usize| took[(took.len() * share / 1000).min(took.len() - 1)].as_secs_f64() * 1000.0;
        println!("| {kind} | {} | {:.1} | {:.1} | {:.1} | {:.1} |", took.len(), at(500), at(900), at(990), at(1000));
    }
    Ok(())
}
