public import Facilities
public import StrictYAML

/// The places in the file that determine the content of labels.
struct LabelPlaces: Sendable {
    /// The place of `publicURL`; nil if it is missing.
    var publicURL: SourcePlace?
    /// The place for `publicURL` while it is missing: `page`, or the beginning of the file.
    var page: SourcePlace?
    /// The codes and their places, as often as they occur.
    var codes: [(code: Facility.Code, place: SourcePlace)] = []
}

extension Configuration {
    /// The reason why no phone could open the address in the QR codes; nil if none is known.
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

    /// The warnings about the labels of the facilities: an address that no phone can open, and codes with a wrong check
    /// character.
    public var labelWarnings: [SourceError] {
        guard !facilities.isEmpty else { return [] }
        return [labelObstacle, checkCharacters].compactMap(\.self)
    }

    /// A single warning about all codes with a wrong check character; nil if there are none. A code that another body
    /// issued may have no check character, and then every code of the site may be among them.
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
    /// Returns the address in the QR code of a facility; nil if no phone could open it.
    public func labelURL(of code: Facility.Code) -> String? {
        PublicAddress(publicURL).obstacle == nil ? url(of: code) : nil
    }

    /// The hosts to which notices may link: the page's own, and those that the configuration names.
    public var linkHosts: Set<String> { noticeHosts.union([PublicAddress(publicURL).host].compactMap(\.self)) }
}
