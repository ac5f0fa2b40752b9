import Foundation
import Gateway
import SiteConfiguration
import TestSupport
import Testing

/// `docs/page.md` and its Chinese twin, which a technician follows to open the page to phones.
@Suite struct PageGuideTests {
    private static let folder = Program.repository + "/docs/page/"
    private static let pages = ["page.md", "page.zh-Hans.md"]

    private func text(_ name: String) throws -> String {
        try String(contentsOfFile: Program.repository + "/docs/" + name, encoding: .utf8)
    }

    @Test(arguments: pages) func everyFileStandsInThePageAsItIs(page: String) throws {
        let text = try text(page)
        let shown = text.matches(of: /<!-- file: (\S+) -->\n```\w*\n([\s\S]*?)```\n<!-- end -->/)
        for match in shown {
            let file = try String(contentsOfFile: Self.folder + match.output.1, encoding: .utf8)
            #expect(match.output.2 == file, "\(match.output.1)")
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder)
        #expect(shown.map { String($0.output.1) }.sorted() == files.sorted())
    }

    @Test func bothLanguagesHaveTheSameHeadingsAndTables() throws {
        let shapes = try Self.pages.map { page in
            try text(page).matches(of: /(?m)^(#+ |\|(?!-)|\d\. |<!-- file: \S+)/).map { String($0.output.1) }
        }
        #expect(shapes[0] == shapes[1] && shapes[0].count > 20)
    }

    @Test(arguments: ["tunnel.yaml", "site.yaml", "site-tls.yaml"]) func theSettingsAreReadWithoutAWarning(
        file: String
    ) throws {
        let text = try String(contentsOfFile: Self.folder + file, encoding: .utf8)
        let configuration = try Configuration.read("gateway: {id: NJ-1}\n" + text, file: file, files: .disk)
        #expect(configuration.warnings.isEmpty)
        // Plain PINs are accepted only where no proxy ends TLS.
        #expect(configuration.page.allowsPlainPIN == configuration.page.trustedProxies.isEmpty)
        #expect(configuration.page.publicURL.hasPrefix("https") != configuration.page.allowsPlainPIN)
    }
}
