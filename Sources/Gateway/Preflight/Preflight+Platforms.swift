import Facilities
import HJ212
import SiteConfiguration
import StrictYAML

/// Checks the files that a platform of HJ 212 needs.
extension Preflight {
    mutating func look(at platform: Configuration.Platform) {
        look(
            at: NamedFile(path: platform.passwordFile, place: platform.places.passwordFile), Password.platformForm
        ) { Password.isOfPlatform($0) }
        guard let cipher = platform.encryption else { return }
        look(
            at: NamedFile(path: cipher.keyFile, place: platform.places.keyFile ?? platform.places.platform),
            SM4Key.form
        ) { SM4Key(text: $0) != nil }
    }

    private mutating func look(at file: NamedFile, _ form: Text, _ isRight: (String) -> Bool) {
        guard !file.path.isEmpty, let bytes = bytes(of: file) else { return }
        warnOfOthers(file)
        guard isRight(Password.first(in: bytes) ?? "") else {
            errors.append(file.mistake(Text(zh: "里\(form.zh)", en: "is not right: \(form.en)")))
            return
        }
    }
}
