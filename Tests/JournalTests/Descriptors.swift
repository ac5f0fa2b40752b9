import Foundation
import Glibc

/// The descriptors under which this process has a file open, to make a disk out of them that fails: SQLite writes on.
struct Descriptors {
    private var originals: [CInt: CInt] = [:]

    init(of path: String) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
        let found = names.filter { name in
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(name)")) == path
        }
        // Only when all are found: a duplicate is not one of them.
        for descriptor in found.compactMap({ CInt($0) }) { originals[descriptor] = dup(descriptor) }
    }

    var isEmpty: Bool { originals.isEmpty }

    /// Lets them lead to another file: /dev/full is a disk that is full.
    func point(to path: String, _ flags: CInt = O_RDWR) {
        let other = open(path, flags)
        for descriptor in originals.keys { dup2(other, descriptor) }
        close(other)
    }

    /// Lets them lead where they led before.
    func restore() {
        for (descriptor, original) in originals { dup2(original, descriptor) }
    }
}
