/// How many bytes the body of a request may have. It is known before the body comes, and what is larger reaches no route.
struct BodyLimits: Sendable {
    /// A form without photographs has a few kB.
    var standard = 64 * 1024
    /// Limits of their own for some paths: `/q/*/complaint`, where `*` stands for one part of a path.
    var ofPaths: [String: Int] = [:]

    /// - Parameter target: a request's target, with its query.
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
