import Facilities
import Foundation
import Gateway
import SiteConfiguration
import StrictYAML
import TestSupport
import Testing

/// E8: what is looked at on the machine before a gateway runs on it.
struct MachineLookTests {
    private func look(_ parts: String = "", on machine: Machine) async -> (errors: [String], warnings: [String]) {
        let draft = ConfigurationDraft("gateway: {id: NJ-1}\n" + parts, file: "g.yaml", files: .disk)
        #expect(draft.errors.isEmpty, "\(draft.errors)")
        guard let configuration = draft.configuration else { return ([], []) }
        let look = await MachineLook(configuration, on: machine)
        return (look.errors.map(\.description), look.warnings.map(\.description))
    }

    private let serial = "buses: {line: {rtu: {device: /dev/ttyS1}}}\n"

    @Test func aMachineOnWhichAllIsRightHasNoRemark() async {
        let found = await look(serial, on: .made())
        #expect(found.errors.isEmpty && found.warnings.isEmpty)
    }

    @Test(arguments: [
        (Machine.Folder.missing, "the journal's folder /data is not there; make it"),
        (.noFolder, "/data is no folder"),
        (
            .notWritable(at: "/data"),
            "the user mashang may not write in the journal's folder /data: sudo chown mashang /data"
        ),
        (.notWritable(at: "/"), "the user mashang may not enter the folder / on the way to the journal"),
    ])
    func aFolderInWhichNoJournalCanLieIsAnErrorAtItsPlace(folder: Machine.Folder, message: String) async {
        let found = await look("journal: {path: /data/j.sqlite}\n", on: .made(folder: folder))
        #expect(found.errors.count == 1 && found.errors.first?.hasPrefix("g.yaml:2:17: \(message)") == true, "\(found)")
    }

    @Test func theFolderThatTheUnitMakesNeedNotBeThere() async {
        #expect(await look(on: .made(folder: .missing)).errors.isEmpty)
    }

    @Test func aBudgetThatTheDiskDoesNotHaveIsAWarning() async {
        let found = await look("journal: {budget: 60GiB}\n", on: .made(disk: 60 << 30))
        #expect(found.errors.isEmpty)
        #expect(
            found.warnings == [
                "g.yaml:2:19: the journal and photographs may take 61 GiB, and the disk has 60 GiB; write a smaller budget"
            ])
        #expect(await look("journal: {budget: 59GiB}\n", on: .made(disk: 60 << 30)).warnings.isEmpty)
    }

    // MARK: The journal's file

    @Test func aJournalThatNoGatewayCouldContinueIsAnErrorAtItsPlace() async {
        let reason = Text(zh: "不行", en: "the journal is no good")
        let found = await look("journal: {path: /data/j.sqlite}\n", on: .made(journal: .unusable(reason)))
        #expect(found.errors == ["g.yaml:2:17: the journal is no good"] && found.warnings.isEmpty)
    }

    @Test func aJournalAtWhichTheCallerMayNotLookIsAWarningThatNamesTheCaller() async {
        let found = await look("journal: {path: /data/j.sqlite}\n", on: .made(journal: .hidden))
        #expect(found.errors.isEmpty && found.warnings.count == 1)
        #expect(found.warnings.first?.hasPrefix("g.yaml:2:17: this user, root, may not look at /data/j.sqlite") == true)
    }

    /// The files that `sudo mashang run` leaves behind.
    @Test(arguments: ["", "-wal", "-shm", ".lock"])
    func aFileOfTheJournalThatBelongsToAnotherUserIsAnErrorWithTheRemedy(suffix: String) async {
        let file = "/data/j.sqlite" + suffix
        let found = await look("journal: {path: /data/j.sqlite}\n", on: .made(denied: [file]))
        let message = "the user mashang may not read and write the journal's file \(file): sudo chown mashang: "
        #expect(found.errors == ["g.yaml:2:17: \(message)/data/j.sqlite*"], "\(found)")
    }

    private static let unit = "[Service]\nStateDirectory=mashang\nProtectSystem=strict\n"

    @Test(arguments: [
        ("/data/m", [unit], "ReadWritePaths=/data/m, then sudo systemctl restart mashang"),
        ("/data/m", [unit, "[Service]\nReadWritePaths=/srv /data\n"], nil),
        ("/data/m", [unit, "[Service]\nReadWritePaths=/data\nReadWritePaths=\n"], "ReadWritePaths=/data/m"),
        ("/database", [unit, "[Service]\nReadWritePaths=-/data\n"], "ReadWritePaths=/database"),
        ("/data/m", [unit, "[Service]\nProtectSystem=full\n"], nil),
        ("/var/lib/mashang", [unit], nil),
        ("/var/lib/mashang/site", [unit], nil),
        ("/home/li", [unit], "does not see /home/li (ProtectHome, PrivateTmp)"),
        ("/tmp", [unit], "does not see /tmp"),
        ("data", [unit], "write the journal's whole path"),
    ])
    func aFolderInWhichTheUnitMayNotWriteIsAWarningWithTheDropIn(
        folder: String, unit: [String], message: String?
    ) async {
        let found = await look("journal: {path: \(folder)/j.sqlite}\n", on: .made(unit: unit))
        #expect(found.errors.isEmpty && found.warnings.count == (message == nil ? 0 : 1), "\(found)")
        if let message { #expect(found.warnings.first?.contains(message) == true, "\(found)") }
    }

    /// Who makes the folder learns in the same round that it is not enough.
    @Test func theDropInIsNamedBesideAFolderThatIsNotThere() async {
        let found = await look("journal: {path: /data/j.sqlite}\n", on: .made(folder: .missing, unit: [Self.unit]))
        #expect(found.errors.count == 2 && found.errors.last?.contains("ReadWritePaths=/data") == true, "\(found)")
    }

    @Test func whereNoServiceRunsTheGatewayNothingIsSaidOfTheUnit() async {
        #expect(await look("journal: {path: /data/j.sqlite}\n", on: .made()).warnings.isEmpty)
    }

    @Test func aConfigurationThatTheServiceMayNotReadIsAnErrorAtItsBeginning() async {
        let found = await look(on: .made(denied: ["g.yaml"]))
        #expect(
            found.errors == [
                "g.yaml:1:1: the user mashang may not read g.yaml: sudo chgrp mashang g.yaml, and sudo chmod g+r g.yaml"
            ])
    }

    @Test(arguments: [
        (Machine.Port.missing, "the port /dev/ttyS1 is not there"),
        (.forbidden(group: "dialout"), "sudo usermod -aG dialout mashang"),
        (.forbidden(group: nil), "the user mashang may not use the port /dev/ttyS1"),
        (.held(by: "modpoll", pid: 7), "in use by modpoll (process 7)"),
    ])
    func aPortThatCannotBeHadIsAWarningAtItsBus(port: Machine.Port, message: String) async {
        let found = await look(serial, on: .made(ports: ["/dev/ttyS1": port]))
        #expect(found.errors.isEmpty && found.warnings.count == 1)
        #expect(found.warnings.first?.contains(message) == true && found.warnings.first?.hasPrefix("g.yaml:2:") == true)
    }

    @Test func whatIsNoPortIsAnError() async {
        let found = await look(serial, on: .made(ports: ["/dev/ttyS1": .noPort]))
        #expect(found.errors == ["g.yaml:2:15: /dev/ttyS1 is no serial port"])
    }

    @Test func aHostWithoutAnAddressIsAWarningAndAnAddressIsNotAskedFor() async {
        let parts = "buses: {a: {tcp: {host: plc.site}}, b: {tcp: {host: 10.0.0.1}}}\n"
        let found = await look(parts, on: .made(unresolved: ["plc.site", "10.0.0.1"]))
        #expect(found.errors.isEmpty && found.warnings.count == 1)
        #expect(found.warnings.first?.contains("no address is found for the host plc.site") == true)
    }

    @Test(arguments: [
        (Machine.Listening.inUse, false, "the page's port 8080 is used by another program"),
        (.inUse, true, ""),
        (.noAddress, false, "this machine has no address 127.0.0.1"),
        (.privileged, false, "the port 8080 below 1024"),
        (.possible, false, ""),
    ])
    func aPortOfThePageThatCannotBeHadIsAWarningUnlessOurOwnGatewayHasIt(
        listening: Machine.Listening, runs: Bool, message: String
    ) async {
        let found = await look(on: .made(listening: listening, runs: runs))
        #expect(found.errors.isEmpty && found.warnings.count == (message.isEmpty ? 0 : 1), "\(found)")
        if !message.isEmpty { #expect(found.warnings.first?.contains(message) == true) }
    }

    // MARK: This machine

    @Test func thisMachineKnowsAJournalFromWhatIsNone() throws {
        let folder = try TemporaryFolder()
        let machine = Machine.this(isService: false)
        let file = folder.path + "/file"
        #expect(machine.journal(file) == .usable)
        try Data().write(to: URL(filePath: file))
        #expect(machine.journal(file) == .usable)
        try Data("no database at all, but long enough for the header of one".utf8).write(to: URL(filePath: file))
        let texts = [file, folder.path, "/dev/null"].map { path -> String in
            guard case .unusable(let text) = machine.journal(path) else { return "usable" }
            return text.en
        }
        #expect(texts[0].hasPrefix("\(file) is no journal, or damaged; a gateway would rename it"))
        #expect(texts[1] == "the journal \(folder.path) is a folder; name a file in it")
        #expect(texts[2] == "the journal /dev/null is no file; name another")
    }

    @Test func thisMachineTellsFoldersFromWhatIsNone() throws {
        let folder = try TemporaryFolder()
        let machine = Machine.this(isService: false)
        try "x".write(toFile: folder.path + "/file", atomically: true, encoding: .utf8)
        #expect(machine.folder(folder.path) == .writable)
        #expect(machine.folder(folder.path + "/file") == .noFolder)
        #expect(machine.folder(folder.path + "/nothing") == .missing)
        #expect((machine.disk(folder.path + "/nothing") ?? 0) > 0)
        #expect(machine.port(folder.path + "/file") == .noPort)
        #expect(machine.port(folder.path + "/nothing") == .missing)
        #expect(machine.port("/dev/null") == .free || machine.port("/dev/null") != .missing)
        #expect(!machine.runs(folder.path + "/control.sock"))
    }

    @Test func thisMachineSeesThatAPortIsInUse() async throws {
        let machine = Machine.this(isService: false)
        #expect(await machine.listening("127.0.0.1", freePort()) == .possible)
        #expect(await machine.listening("192.0.2.1", freePort()) == .noAddress)
    }
}
