//! Both ceremonies with a device, and every way in which one should not hold.

mod authenticator;

use authenticator::Device;
use makegood_passkeys::{Handle, Kept, PasskeyError, Passkeys};

const HERE: &str = "https://desk.lender.example";
const GRACE: Handle = Handle(*b"sixteen-bytes-01");

fn made(at: &Passkeys, device: &mut Device) -> Kept {
    let (asked, making) = at.begin_making(GRACE, "grace", "Grace Auma", &[]).expect("asked");
    at.finish_making(&device.make(&asked, HERE), &making).expect("made")
}

#[test]
fn a_key_made_here_signs_in_here() {
    let at = Passkeys::try_new(HERE).expect("a name");
    let (mut phone, mut laptop) = (Device::new("phone"), Device::new("laptop"));
    let kept = [made(&at, &mut phone), made(&at, &mut laptop)];
    for (device, place) in [(&mut phone, 0), (&mut laptop, 1)] {
        let (asked, using) = at.begin_use().expect("asked");
        let answer = device.sign(&asked, HERE);
        assert_eq!(at.holder(&answer).expect("somebody"), GRACE);
        let (which, anew) = at.finish_use(&answer, using, &kept).expect("proven");
        assert_eq!(which, place);
        assert_ne!(anew, kept[place], "the count went on");
    }
}

#[test]
fn a_device_is_not_asked_for_a_second_key() {
    let at = Passkeys::try_new(HERE).expect("a name");
    let kept = made(&at, &mut Device::new("phone"));
    let (asked, _) = at.begin_making(GRACE, "grace", "Grace Auma", std::slice::from_ref(&kept)).expect("asked");
    assert!(asked.contains("excludeCredentials") && asked.contains("cGhvbmU"), "{asked}");
}

#[test]
fn what_does_not_hold_is_not_believed() {
    type Spoil = fn(&mut Device);
    let at = Passkeys::try_new(HERE).expect("a name");
    let table: [(&str, &str, Spoil); 4] = [
        ("another site", "https://desk.lender.example.evil.example", |_| {}),
        ("not opened by its person", HERE, |device| device.flags = 0b001),
        ("another key", HERE, |device| {
            let user = std::mem::replace(device, Device::new("phone"));
            device.take_place_of(&user);
        }),
        ("a copied key", HERE, |device| device.count = 0),
    ];
    for (what, page, spoil) in table {
        let mut device = Device::new("phone");
        device.count = 7;
        let kept = made(&at, &mut device);
        spoil(&mut device);
        let (asked, using) = at.begin_use().expect("asked");
        let answer = device.sign(&asked, page);
        let refused = at.finish_use(&answer, using, &[kept]);
        assert!(matches!(refused, Err(PasskeyError::NotProven(_))), "{what}: {refused:?}");
    }
}

#[test]
fn an_answer_holds_for_its_question_alone() {
    let at = Passkeys::try_new(HERE).expect("a name");
    let mut device = Device::new("phone");
    let kept = [made(&at, &mut device)];
    let (asked, _) = at.begin_use().expect("asked");
    let (_, another) = at.begin_use().expect("asked");
    let answer = device.sign(&asked, HERE);
    assert!(matches!(at.finish_use(&answer, another, &kept), Err(PasskeyError::NotProven(_))));
}

#[test]
fn a_key_of_nobody_here_and_no_answer_at_all_are_named() {
    let at = Passkeys::try_new(HERE).expect("a name");
    let mut device = Device::new("phone");
    made(&at, &mut device);
    let (asked, using) = at.begin_use().expect("asked");
    let answer = device.sign(&asked, HERE);
    assert!(matches!(at.finish_use(&answer, using, &[]), Err(PasskeyError::Unknown)));
    assert!(matches!(at.holder("{}"), Err(PasskeyError::Unreadable)));
    let (_, using) = at.begin_use().expect("asked");
    assert!(matches!(at.finish_use(&answer, using, &[Kept("{}".to_owned())]), Err(PasskeyError::Damaged)));
}

#[test]
fn passkeys_belong_to_a_name() {
    for (address, has_name) in [
        ("https://desk.lender.example", true),
        ("http://localhost:8080", true),
        ("http://127.0.0.1:8080", false),
        ("http://desk.lender.example", false),
        ("desk", false),
    ] {
        assert_eq!(Passkeys::try_new(address).is_ok(), has_name, "{address}");
    }
}
