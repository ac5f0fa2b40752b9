import Foundation

/// An authority in a folder of its own, and certificates that it signs.
public final class Certificates {
    /// A certificate and its key.
    public struct Pair: Sendable {
        public var certificate: String
        public var key: String
    }

    public enum Validity: Sendable {
        case now, past, future

        /// Beginning and end, as ASN.1 has them.
        fileprivate var dates: (String, String) {
            switch self {
            case .now: ("20200101000000Z", "20490101000000Z")
            case .past: ("20200101000000Z", "20210101000000Z")
            case .future: ("20480101000000Z", "20490101000000Z")
            }
        }
    }

    private let folder: TemporaryFolder

    public var authority: String { folder.path + "/ca.pem" }

    public init() throws {
        folder = try TemporaryFolder()
        try write("index", "")
        try write("serial", "01")
        let settings = [
            "[ca]", "default_ca=d", "[d]", "database=\(folder.path)/index", "serial=\(folder.path)/serial",
            "new_certs_dir=\(folder.path)", "default_md=sha256", "policy=p", "copy_extensions=copy",
            "unique_subject=no", "[p]", "commonName=supplied",
        ]
        try write("settings", settings.joined(separator: "\n"))
        try openssl(["req", "-x509", "-subj", "/CN=authority", "-days", "9000"] + Self.newKey(authorityKey, authority))
    }

    /// Signs a certificate for names such as `DNS:localhost` and `IP:127.0.0.1`.
    public func pair(_ name: String, for names: String, valid: Validity = .now) throws -> Pair {
        let pair = Pair(certificate: "\(folder.path)/\(name).pem", key: "\(folder.path)/\(name).key")
        let request = "\(folder.path)/\(name).request"
        try openssl(
            ["req", "-new", "-subj", "/CN=\(name)", "-addext", "subjectAltName=\(names)"]
                + Self.newKey(pair.key, request))
        // A broker that is started by root reads it as another user.
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: pair.key)
        let (start, end) = valid.dates
        try openssl([
            "ca", "-batch", "-notext", "-config", folder.path + "/settings", "-cert", authority, "-keyfile",
            authorityKey, "-in", request, "-out", pair.certificate, "-startdate", start, "-enddate", end,
        ])
        return pair
    }

    private var authorityKey: String { folder.path + "/ca.key" }

    private static func newKey(_ key: String, _ output: String) -> [String] {
        ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", key, "-out", output]
    }

    private func write(_ name: String, _ text: String) throws {
        try text.write(toFile: "\(folder.path)/\(name)", atomically: true, encoding: .utf8)
    }

    private struct Failed: Error {
        var arguments: [String]
    }

    private func openssl(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/openssl")
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failed(arguments: arguments) }
    }
}
