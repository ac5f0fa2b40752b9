import Facilities
import Foundation
import Testing

@testable import WebPage

@Suite struct PageTests {
    @Test func thePageSaysTheLightWhyAndWhatNextInChinese() async throws {
        let next = NextStep(.replaceCarbon, due: Day("2026-11-22")!)
        try await Site.serve(FixedSource(details: [.adsorber(next: next)])) { site in
            let page = try await site.get("/q/NJ320104C000018")
            #expect(page.status == 200)
            for words in [
                #"<html lang="zh-Hans">"#, "1#活性炭吸附箱", "炭该换了", "10:00 起", "累计运行已超500小时", "512.4 h",
                "500 h", "苏环办〔2022〕218号", "已核对原文", "现在要做：更换活性炭", "立即",
            ] {
                #expect(page.body.contains(words), "\(words)")
            }
        }
    }

    @Test(arguments: [
        (nil, "zh-Hans"), ("zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"), ("en-GB,en;q=0.9", "en"), ("de-DE,en;q=0.7", "en"),
        ("de-DE,fr;q=0.7", "zh-Hans"), ("en;q=0.3, zh;q=0.7", "zh-Hans"), ("en;q=0", "zh-Hans"), (";;q=,,=", "zh-Hans"),
    ]) func theLanguageFollowsTheBrowser(accepted: String?, tag: String) async throws {
        try await Site.serve(FixedSource(details: [.adsorber()])) { site in
            let page = try await site.get("/", language: accepted)
            #expect(page.body.contains(#"<html lang="\#(tag)">"#))
            #expect(page.headers["vary"] == "Accept-Language")
        }
    }

    @Test func aChoiceOnThePageGoesBeforeTheBrowser() async throws {
        try await Site.serve(FixedSource(details: [.adsorber()])) { site in
            let english = try await site.get("/q/NJ320104C000018?lang=en", language: "zh-CN")
            #expect(english.body.contains("more than 500 hours of running"))
            #expect(!english.body.contains("超标"))
            let odd = try await site.get("/q/NJ320104C000018?lang=tlh", language: "en")
            #expect(odd.body.contains(#"<html lang="en">"#))
        }
    }

    @Test func theFirstPageShowsEveryFacilityAndLeadsToIt() async throws {
        try await Site.serve(FixedSource(details: [.adsorber(.yellow)])) { site in
            let page = try await site.get("/")
            #expect(page.body.contains("测试现场"))
            #expect(page.body.contains(#"href="/q/NJ320104C000018""#))
            #expect(page.body.contains("需要关注"))
        }
    }

    /// Each is a right code, a path, or the label of a right code.
    @Test func aCodeThatIsNotHereIsSaidToBeMissing() async throws {
        try await Site.serve(FixedSource()) { site in
            for path in ["/q/NJ320104C00012D", "/nothing/here", "/q/NJ320104C00012D/label.svg"] {
                let page = try await site.get(path)
                #expect(page.status == 404)
                #expect(page.body.contains("没有这个设施") && !page.body.contains("可能有误"))
            }
        }
    }

    @Test(arguments: [
        ("NJ320104C000019", "最后一位与前面的不符，请核对二维码下方的编号：", "Its last character does not fit the others"),
        ("NJ320140C00012D", "最后一位与前面的不符，请核对二维码下方的编号：", "Its last character does not fit the others"),
        ("x", "编号只有数字、字母和“-”", "A code has 4 to 32 digits"),
        ("%3Cscript%3E", "编号只有数字、字母和“-”", "A code has 4 to 32 digits"),
    ]) func aMistypedCodeIsSaidToBeMistyped(code: String, zh: String, en: String) async throws {
        try await Site.serve(FixedSource()) { site in
            for path in ["/q/\(code)", "/q/\(code)/label.svg"] {
                let page = try await site.get(path)
                #expect(page.status == 404)
                #expect(
                    page.body.contains("<h1>没有这个设施，编号可能有误</h1>") && page.body.contains(zh)
                        && !page.body.contains("<script>"))
                let english = try await site.get("\(path)?lang=en")
                #expect(
                    english.body.contains("No such facility; the code may be mistyped") && english.body.contains(en))
            }
        }
    }

    /// Its check character is wrong, but it is on the wall: somebody else issued it.
    @Test func aFacilityWithAnotherCheckCharacterIsShown() async throws {
        try await Site.serve(FixedSource(details: [.adsorber()])) { site in
            let page = try await site.get("/q/NJ320104C000018")
            #expect(page.status == 200)
        }
    }

    @Test(arguments: ["nj320104c000018", "%EF%BC%AE%EF%BC%AA320104c000018", "NJ320104%20C000018"])
    func aCodeInAnotherFormLeadsToItsFacility(typed: String) async throws {
        try await Site.serve(FixedSource(details: [.adsorber()])) { site in
            let page = try await site.get("/q/\(typed)")
            #expect(page.status == 200 && page.body.contains("1#活性炭吸附箱"))
        }
    }

    @Test func withoutAnAddressForPhonesThereIsNoLabel() async throws {
        try await Site.serve(FixedSource(details: [.adsorber()], hasLabels: false)) { site in
            let label = try await site.get("/q/NJ320104C000018/label.svg")
            #expect(label.status == 404 && label.body.contains("还没有可以张贴的二维码") && !label.body.contains("<path"))
            let page = try await site.get("/q/NJ320104C000018")
            #expect(!page.body.contains("label.svg"))
        }
        try await Site.serve(FixedSource(details: [.adsorber()])) { site in
            let page = try await site.get("/q/NJ320104C000018")
            #expect(page.body.contains("label.svg"))
        }
    }

    @Test func whatPeopleWroteIsShownAndNeverRun() async throws {
        let finding = Finding(
            rule: "complaint.answer", cause: "<b>", level: .yellow, since: FixedSource.noon,
            limit: Limit("days", 2, .day, source: "<i>\"&'", verified: false),
            text: Text(zh: "<img src=x onerror=alert(1)>", en: "")
        )
        let detail = FacilityDetail.adsorber(name: "<script>alert(1)</script>", findings: [finding])
        try await Site.serve(FixedSource(details: [detail])) { site in
            for path in ["/", "/q/NJ320104C000018", "/q/NJ320104C000018/label.svg"] {
                let page = try await site.get(path)
                #expect(
                    !page.body.contains("<script>") && !page.body.contains("<img src=x") && !page.body.contains("<i>"))
                #expect(page.body.contains("&lt;script&gt;"))
            }
        }
    }

    @Test func aFindingWhoseLimitNobodyReadInItsSourceSaysSo() async throws {
        var finding = Finding.overdue
        finding.verified = false
        try await Site.serve(FixedSource(details: [.adsorber(findings: [finding])])) { site in
            let page = try await site.get("/q/NJ320104C000018")
            #expect(page.body.contains("依据未核实"))
        }
    }

    @Test func whatTheSiteHasMadeLooserStandsUnderTheFindings() async throws {
        var detail = FacilityDetail.adsorber(.green, findings: [])
        detail.status.loosened = [Loosened(limit: "pressureDrop", standard: 2500, set: 3000, unit: .pascal)]
        try await Site.serve(FixedSource(details: [detail])) { site in
            let page = try await site.get("/q/NJ320104C000018")
            #expect(page.body.contains("限值已放宽：压差 2500 → 3000 Pa"))
        }
    }

    @Test func aFindingNamesTheClauseOfItsSource() async throws {
        var finding = Finding.overdue
        finding.clause = "表1"
        try await Site.serve(FixedSource(details: [.adsorber(findings: [finding])])) { site in
            let page = try await site.get("/q/NJ320104C000018")
            #expect(page.body.contains("苏环办〔2022〕218号 表1"))
        }
    }

    @Test func aPageLoadsNothingFromElsewhereAndRunsOnlyItsOwnScript() async throws {
        try await Site.serve(FixedSource(details: [.adsorber()])) { site in
            for path in ["/", "/q/NJ320104C000018", "/q/NONE"] {
                let page = try await site.get(path)
                #expect(page.headers["content-security-policy"]?.hasPrefix("default-src 'none'") == true)
                #expect(page.headers["x-content-type-options"] == "nosniff")
                #expect(page.headers["cache-control"] == "no-store")
                // The one script is the page's own, and nothing refreshes the page under somebody who fills in a form.
                let scripts = page.body.components(separatedBy: "<script").dropFirst()
                #expect(scripts.allSatisfy { $0.hasPrefix(#" src="/page.js" defer></script>"#) })
                #expect(!page.body.contains("http://") && !page.body.contains("https://"))
                #expect(!page.body.contains("http-equiv") && !page.body.contains(" style="))
            }
            let style = try await site.get("/page.css")
            #expect(style.headers["content-type"] == "text/css; charset=utf-8")
            #expect(!style.body.contains("url("))
        }
    }

    @Test func headIsAnsweredAndWritingIsNot() async throws {
        try await Site.serve(FixedSource(details: [.adsorber()])) { site in
            let head = try await site.get("/q/NJ320104C000018", method: "HEAD")
            #expect(head.status == 200 && head.body.isEmpty)
            let post = try await site.get("/q/NJ320104C000018", method: "POST")
            #expect(post.status >= 400)
        }
    }

    /// U+0600 makes one character with what stands behind it, and U+0301 with what stands before it.
    @Test func aMarkThatJoinsABracketLetsNoMarkupThrough() async throws {
        let name = "\u{600}<meta http-equiv=refresh>\"\u{301} onclick=x"
        let adsorber = FacilityDetail.adsorber(name: name)
        try await Site.serve(FixedSource(details: [adsorber])) { site in
            let query = "\u{600}<meta x>".addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            for path in [
                "/", "/?kiosk", "/?light=\(query)", "/ledger", "/ledger?month=\(query)", "/q/\(adsorber.status.code)",
                "/q/\(adsorber.status.code)/label.svg", "/q/\(query)", "/signin?next=\(query)",
            ] {
                let body = Array(try await site.get(path, language: "zh").body.unicodeScalars)
                let text = String(String.UnicodeScalarView(body))
                #expect(!text.utf8.contains("<meta http".utf8) && !text.utf8.contains("<meta x".utf8), "\(path)")
                #expect(!text.utf8.contains("\"\u{301}".utf8), "\(path)")
            }
        }
    }
}
