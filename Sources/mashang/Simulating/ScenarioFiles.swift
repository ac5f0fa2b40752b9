import ArgumentParser
import Facilities
import Foundation
import Gateway
import Simulator
import SiteConfiguration
import StrictYAML

/// Reads a scenario from a file, or by its name among the built-in ones.
func scenario(_ name: String, folders: [String]) throws -> Scenario {
    guard Scenario.embedded[name] != nil || name.hasSuffix(".yaml") else {
        let names = Scenario.embedded.keys.sorted().joined(separator: ", ")
        throw ValidationError(
            Text(
                zh: "没有场景“\(name)”；有：\(names)，或写以 .yaml 结尾的文件",
                en: "there is no scenario '\(name)'; there are \(names), or name a file that ends in .yaml"))
    }
    do {
        return try Scenario(named: name, folders: folders)
    } catch {
        throw error.exit()
    }
}

extension Scenario {
    /// Reads a scenario.
    ///
    /// - Parameter folders: the folders to search for device profiles before the installed ones.
    init(named name: String, folders: [String]) throws(SourceErrors) {
        let text = if let own = Scenario.embedded[name] { own } else { try SourceFiles.disk.text(name) }
        try self.init(yaml: text, file: name) { value in
            let site = Configuration.installation(value, bus: Scenario.bus, folders: folders, files: .disk)
            guard let site else { return nil }
            let devices = Dictionary(grouping: site.devices, by: \.unit)
            for unit in devices.filter({ $0.value.count > 1 }).keys.sorted() {
                value.error(
                    Text(
                        zh: "站号 \(unit) 写了几条；场景里每个站号一条",
                        en: "unit \(unit) stands in several entries; a scenario has one entry a unit"))
            }
            return (site.facility, devices.mapValues { ($0[0].id, $0[0].profile) })
        }
    }
}
