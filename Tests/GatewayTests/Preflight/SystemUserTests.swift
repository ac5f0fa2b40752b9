import Foundation
import Glibc
import TestSupport
import Testing

@testable import Gateway

/// What a user may do who is not the one that asks. The files of the tests belong to the user that runs them.
struct SystemUserTests {
    private let folder = try! TemporaryFolder()
    private var file: String { folder.path + "/file" }

    private func make(_ mode: Int, folder folderMode: Int = 0o700) throws {
        try Data("x".utf8).write(to: URL(filePath: file))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
        try FileManager.default.setAttributes([.posixPermissions: folderMode], ofItemAtPath: folder.path)
    }

    private let owner = SystemUser(name: "owner", user: geteuid(), groups: [])

    @Test(arguments: [
        (0o400, R_OK, true), (0o400, R_OK | W_OK, false), (0o600, R_OK | W_OK, true), (0o077, R_OK, false),
    ])
    func ofAnOwnerTheFirstThreeBitsDecide(mode: Int, rights: CInt, isGranted: Bool) throws {
        try make(mode)
        #expect(owner.access(rights, file) == (isGranted ? .granted : .denied(at: file)))
    }

    @Test(arguments: [
        (0o640, true, R_OK, true), (0o604, true, R_OK, false), (0o604, false, R_OK, true), (0o640, false, R_OK, false),
    ])
    func ofOthersTheGroupDecidesAndThenTheRest(mode: Int, isMember: Bool, rights: CInt, isGranted: Bool) throws {
        try make(mode, folder: 0o755)
        let group = try #require(try FileManager.default.attributesOfItem(atPath: file)[.groupOwnerAccountID] as? Int)
        let other = SystemUser(name: "other", user: geteuid() + 1, groups: isMember ? [gid_t(group)] : [])
        // A folder above may be for its owner only.
        let access = other.access(rights, file)
        guard other.access(X_OK, folder.path) == .granted else { return #expect(access != .granted) }
        #expect(access == (isGranted ? .granted : .denied(at: file)))
    }

    @Test func aFolderOnTheWayThatMayNotBeEnteredIsNamed() throws {
        try make(0o666, folder: 0o600)
        #expect(owner.access(R_OK, file) == .denied(at: folder.path))
    }

    @Test func ofALinkTheFileToWhichItLeadsDecides() throws {
        try make(0o400)
        let link = folder.path + "/link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "file")
        #expect(owner.access(R_OK, link) == .granted && owner.access(W_OK, link) == .denied(at: link))
    }

    @Test func ofWhatIsNotThereNothingIsSaid() {
        #expect(owner.access(R_OK, folder.path + "/nothing") == .unknown)
    }
}
