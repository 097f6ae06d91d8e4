//! Writes every page with invented people and realistic numbers into a folder,
//! to look at without a database: `cargo run -p makegood-server --example preview -- FOLDER`.

mod fixtures;

use makegood_server::assets;
use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("give the folder to write the pages into")?;
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder.join("assets"))?;
    for (name, html) in fixtures::pages()? {
        // From a file there is no root, so the assets lie beside the page.
        std::fs::write(folder.join(format!("{name}.html")), html.replace("\"/assets/", "\"assets/"))?;
    }
    for asset in assets::all() {
        std::fs::write(folder.join(asset.path.trim_start_matches('/')), asset.text)?;
    }
    println!("wrote {} pages to {}", fixtures::pages()?.len(), folder.display());
    Ok(())
}
