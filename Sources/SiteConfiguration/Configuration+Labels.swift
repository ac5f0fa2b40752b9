public import Facilities
public import StrictYAML

/// Where the file says what labels have on them.
struct LabelPlaces: Sendable {
    /// Where `publicURL` is.
    var publicURL: SourcePlace?
    /// Where it belongs while it is missing: at `page`, or at the beginning of the file.
    var page: SourcePlace?
    /// Each code as often as it is written.
    var codes: [(code: Facility.Code, place: SourcePlace)] = []
}

extension Configuration {
    /// Why no phone could open what the QR codes say; nil where nothing speaks against it.
    public var labelObstacle: SourceError? {
        guard let obstacle = PublicAddress(page.publicURL).obstacle else { return nil }
        let found =
            labelPlaces.publicURL == nil
            ? Text(
                zh: "page 里没有 publicURL，二维码会是 \(page.publicURL)，它\(obstacle.zh)",
                en: "publicURL is missing in page, and the QR codes would say \(page.publicURL), which \(obstacle.en)")
            : Text(
                zh: "publicURL“\(page.publicURL)”\(obstacle.zh)", en: "the publicURL '\(page.publicURL)' \(obstacle.en)"
            )
        return (labelPlaces.publicURL ?? labelPlaces.page)?.mistake(
            Text(
                zh: "\(found.zh)；请写手机能打开的地址，如 https://ma.example.cn/q/{code}，只在现场网络用时可写 "
                    + "http://192.168.1.20:8080/q/{code}",
                en: "\(found.en); write the address that phones open, such as https://ma.example.cn/q/{code}, or "
                    + "http://192.168.1.20:8080/q/{code} in the site's own network"))
    }

    /// What is doubtful about the labels of the facilities: an address that no phone can open, and codes whose check character is
    /// wrong.
    public var labelWarnings: [SourceError] {
        guard !facilities.isEmpty else { return [] }
        return [labelObstacle, checkCharacters].compactMap(\.self)
    }

    /// All codes whose check character is wrong, in one warning: a code that somebody else issued may have none, and then
    /// every code of the site is among them.
    private var checkCharacters: SourceError? {
        let wrong = labelPlaces.codes.filter { !$0.code.hasRightCheckCharacter && $0.code.corrected != nil }
        guard let first = wrong.first, let right = first.code.corrected else { return nil }
        guard wrong.count > 1 else {
            return first.place.mistake(
                Text(
                    zh: "\(first.code) 的校验字符不对：如果其他字符没错，应是 \(right)；别处发的编号可以没有校验字符",
                    en:
                        "the check character of \(first.code) does not fit: if the others are right, it is \(right); a code that "
                        + "somebody else issued may have none"))
        }
        let some = wrong.prefix(3).map { "\($0.code) → \($0.code.corrected?.description ?? "")" }
        let (more, lines) = (wrong.count > 3, wrong.map { "\($0.place.line)" }.joined(separator: ", "))
        return first.place.mistake(
            Text(
                zh:
                    "\(wrong.count) 个编号的校验字符不对（第 \(lines) 行）：\(some.joined(separator: "，"))\(more ? "……" : "")；别处发的编号可以没有校验字符",
                en:
                    "the check characters of \(wrong.count) codes do not fit (lines \(lines)): \(some.joined(separator: ", "))"
                    + "\(more ? ", …" : ""); codes that somebody else issued may have none"))
    }
}

extension Configuration.PageSettings {
    /// What the QR code of a facility says; nil where no phone could open it.
    public func labelURL(of code: Facility.Code) -> String? {
        PublicAddress(publicURL).obstacle == nil ? url(of: code) : nil
    }

    /// The hosts to which notices may link: the page's own, and those that the configuration names.
    public var linkHosts: Set<String> { noticeHosts.union([PublicAddress(publicURL).host].compactMap(\.self)) }
}
