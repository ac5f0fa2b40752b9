/// The limits of request bodies in bytes. They apply before a route sees the request.
struct BodyLimits: Sendable {
    /// The limit for all other paths. A form without photographs has a few kB.
    var standard = 64 * 1024
    /// The limits for certain paths, such as `/q/*/complaint`. `*` stands for one part of a path.
    var ofPaths: [String: Int] = [:]

    /// Returns the limit for a request.
    ///
    /// - Parameter target: the request's target with its query.
    func limit(of target: String) -> Int {
        let path = Self.parts(of: target.prefix { $0 != "?" && $0 != "#" })
        let fitting = ofPaths.filter { Self.fits(path, pattern: Self.parts(of: $0.key[...])) }
        return fitting.values.max() ?? standard
    }

    private static func parts(of path: Substring) -> [Substring] {
        path.split(separator: "/", omittingEmptySubsequences: true)
    }

    private static func fits(_ path: [Substring], pattern: [Substring]) -> Bool {
        path.count == pattern.count && zip(path, pattern).allSatisfy { $0 == $1 || $1 == "*" }
    }
}
