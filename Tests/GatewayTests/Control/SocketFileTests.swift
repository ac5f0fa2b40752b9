import Glibc
import TestSupport
import Testing

@testable import Gateway

struct SocketFileTests {
    private let folder = try! TemporaryFolder()
    private var path: String { folder.path + "/s.sock" }

    /// Binds a socket, which listens if it is to answer.
    private func socket(isListening: Bool = true) -> CInt {
        let descriptor = Glibc.socket(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        withUnsafePointer(to: &address) { pointer in
            _ = pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        if isListening { listen(descriptor, 0) }
        return descriptor
    }

    @Test func oneThatAnswersIsLeftWhereItIs() throws {
        let descriptor = socket()
        defer { close(descriptor) }
        #expect(throws: SocketFile.InUse.self) { try SocketFile.clear(path) }
        // Nor is one removed whose owner is too busy to accept.
        for _ in 0..<3 { #expect(throws: SocketFile.InUse.self) { try SocketFile.clear(path) } }
        #expect(SocketFile(at: path) != nil)
    }

    @Test func oneThatTookThePlaceOfAnotherIsNotTakenForIt() throws {
        for _ in 0..<20 {
            close(socket())
            let first = try #require(SocketFile(at: path))
            unlink(path)
            // The file system may give it the same inode.
            close(socket())
            #expect(!first.isThere)
            first.remove()
            #expect(SocketFile(at: path) != nil)
            unlink(path)
        }
    }

    @Test func oneThatNobodyListensOnIsRemoved() throws {
        close(socket())
        #expect(SocketFile(at: path) != nil)
        try SocketFile.clear(path)
        #expect(SocketFile(at: path) == nil)
        try SocketFile.clear(path)
    }

    @Test func onlyTheOwnFileIsRemoved() throws {
        let (first, own) = (socket(), try #require(SocketFile(at: path)))
        unlink(path)
        #expect(!own.isThere)
        let second = socket()
        defer { for descriptor in [first, second] { close(descriptor) } }
        own.remove()
        let other = try #require(SocketFile(at: path))
        #expect(other.isThere)
        other.remove()
        #expect(SocketFile(at: path) == nil)
    }

    @Test func whatIsNoSocketIsNotTouched() throws {
        let file = try #require(fopen(path, "w"))
        fclose(file)
        try SocketFile.clear(path)
        #expect(access(path, F_OK) == 0)
    }
}
