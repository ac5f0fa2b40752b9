import ArgumentParser
import DeviceProfiles
import Gateway
import Modbus
import StrictYAML

/// A device profile by its file, or by its name among the installed ones.
func profile(_ name: String, folders: [String]) throws -> DeviceProfile {
    guard let path = name.hasSuffix(".yaml") ? name : ProfileCatalog(folders: folders).path(of: name) else {
        throw ValidationError("there is no profile '\(name)'; name its file, or a folder with --profiles")
    }
    do {
        return try ProfileCatalog.profile(at: path)
    } catch {
        throw error.exit()
    }
}

/// `127.0.0.1:1502`
func address(_ text: String) throws -> (host: String, port: UInt16) {
    guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
        throw ValidationError("'\(text)' is no address; write HOST:PORT, such as 127.0.0.1:502")
    }
    return (String(text[..<colon]), port)
}
