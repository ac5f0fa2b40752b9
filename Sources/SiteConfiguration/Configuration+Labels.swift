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
            ? "publicURL is missing in page, and the QR codes would say \(page.publicURL), which \(obstacle)"
            : "the publicURL '\(page.publicURL)' \(obstacle)"
        return (labelPlaces.publicURL ?? labelPlaces.page)?.mistake(
            "\(found); write the address that phones open, such as https://ma.example.cn/q/{code}, or "
                + "http://192.168.1.20:8080/q/{code} in the site's own network")
    }

    /// What is doubtful about the labels of the facilities: an address that no phone can open, and codes whose check character is
    /// wrong.
    public var labelWarnings: [SourceError] {
        guard !facilities.isEmpty else { return [] }
        return [labelObstacle].compactMap(\.self) + labelPlaces.codes.compactMap(Self.warning)
    }

    private static func warning(_ code: Facility.Code, at place: SourcePlace) -> SourceError? {
        guard !code.hasRightCheckCharacter, let right = code.corrected else { return nil }
        return place.mistake(
            "the check character of \(code) does not fit: if the others are right, it is \(right); a code that somebody else "
                + "issued may have none")
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
