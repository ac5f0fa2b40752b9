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
            #expect(page.body.contains(#"href="/q/NJ320104C000018?lang=zh-Hans""#))
            #expect(page.body.contains("需要关注"))
        }
    }

    @Test func aCodeThatIsNotHereIsSaidToBeMissing() async throws {
        try await Site.serve(FixedSource()) { site in
            for path in [
                "/q/NJ320104C000019", "/q/x", "/q/%3Cscript%3E", "/nothing/here", "/q/NJ320104C000019/label.svg",
            ] {
                let page = try await site.get(path)
                #expect(page.status == 404)
                #expect(page.body.contains("没有这个设施"))
                #expect(!page.body.contains("<script>"))
            }
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
}
