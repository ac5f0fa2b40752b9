import Facilities
import Foundation
import Gateway
import SiteConfiguration
import StrictYAML
import TestSupport
import Testing

/// The files of a configuration, as they are read from this machine.
struct SourceFilesTests {
    private func mistake(_ path: String) -> String? {
        let error = #expect(throws: SourceErrors.self) { try SourceFiles.disk.text(path) }
        return error?.description
    }

    @Test func aFileThatIsNotThereIsNamed() {
        #expect(mistake("/nowhere/g.yaml")?.hasPrefix("/nowhere/g.yaml:1:1: the file cannot be read") == true)
        #expect(!SourceFiles.disk.exists("/nowhere/g.yaml"))
        #expect(SourceFiles.disk.names("/nowhere").isEmpty)
    }

    @Test func aFileThatIsNoTextIsNamed() throws {
        let folder = try TemporaryFolder()
        let file = folder.path + "/g.yaml"
        try Data([0x67, 0xFF]).write(to: URL(filePath: file))
        #expect(mistake(file) == file + ":1:1: the file is not UTF-8 text; save it as UTF-8")
        #expect(SourceFiles.disk.exists(file))
        #expect(SourceFiles.disk.names(folder.path) == ["g.yaml"])
    }
}
