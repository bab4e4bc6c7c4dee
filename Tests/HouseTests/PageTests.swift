import Testing

/// The page's own rules: small modules, and text only ever shown as text.
struct PageTests {
    @Test(arguments: House.page)
    func `a module has at most 200 lines`(_ file: House.File) {
        #expect(file.lines.count <= 201, "\(file.path): \(file.lines.count) lines; split it")
    }

    @Test(arguments: House.page)
    func `a module exports by name and is imported by a relative path`(_ file: House.File) {
        let unnamed = file.places(in: file.lines, mentioning: ["export default"]) { line in
            line.contains(/^export default\b/)
        }
        #expect(unnamed.isEmpty, "\(unnamed): no default exports: a thing has one name everywhere")
        let absolute = file.places(in: file.lines, mentioning: ["import"]) { line in
            line.contains(/^import\b.*\bfrom\s+['"](?!\.{1,2}\/)/)
        }
        #expect(absolute.isEmpty, "\(absolute): import by a relative path")
    }

    @Test(arguments: House.page)
    func `no text becomes markup or code`(_ file: House.File) {
        let pattern =
            /\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function)/
        let words = ["HTML", "document.write", "eval(", "new Function"]
        let places = file.places(in: file.lines, mentioning: words) { line in
            line.contains(pattern)
        }
        #expect(places.isEmpty, "\(places): show text as text; no markup from strings, no eval")
    }

    @Test(arguments: House.files(under: "static", [".html", ".js"]))
    func `nothing is inline and nothing comes from elsewhere`(_ file: House.File) {
        guard !file.path.hasPrefix("static/vendor/") else { return }
        let words = ["=\"", "<style", "javascript:"]
        let inline = file.places(in: file.lines, mentioning: words) { line in
            line.contains(/\sstyle="|\son[a-z]+="|<style|javascript:/)
        }
        #expect(inline.isEmpty, "\(inline): the content security policy refuses inline code")
        let foreign = file.places(in: file.lines, mentioning: ["//"]) { line in
            line.contains(/(src|href)="(https?:)?\/\//) || line.contains(/import\(['"]https?:/)
        }
        #expect(foreign.isEmpty, "\(foreign): everything is served from here")
    }
}
