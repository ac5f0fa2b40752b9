import Testing

@testable import WebPage

@Suite struct FormInputTests {
    @Test func textsAndFilesComeByTheNamesOfTheirFields() throws {
        let (body, type) = MultipartBody.make(
            [("a", "一"), ("a", "2"), ("b", " x\r\ny "), ("c", "")], files: [("f", [0, 13, 10, 255]), ("f", [])])
        let input = try #require(FormInput(body, type: type))
        #expect(input.texts == ["a": ["一", "2"], "b": [" x\ny "], "c": [""]])
        #expect(input.files == ["f": [[0, 13, 10, 255]]])
        #expect((input.text("a"), input.text("b"), input.text("c"), input.text("d")) == ("一", "x\ny", nil, nil))
    }

    @Test func aBodyThatIsCutOffAnywhereIsNoForm() throws {
        let (body, type) = MultipartBody.make([("a", "1"), ("b", "2")], files: [("f", [1, 2, 3])])
        // The line end after the last delimiter may be missing.
        for length in 0..<(body.count - 2) { #expect(FormInput(body.prefix(length), type: type) == nil, "\(length)") }
        #expect(FormInput(body.dropLast(2), type: type) != nil)
    }

    @Test(arguments: [
        nil, "", "application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=",
        "multipart/form-data; boundary=other", "multipart/form-data; boundary=\(String(repeating: "a", count: 71))",
    ]) func withoutItsBoundaryABodyIsNoForm(type: String?) {
        #expect(FormInput(MultipartBody.make([("a", "1")]).body, type: type) == nil)
    }

    @Test func aTextThatIsNoUTF8OrTooLongIsNoForm() {
        func form(_ text: [UInt8]) -> FormInput? {
            let boundary = "b"
            let head = Array("--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n".utf8)
            return FormInput(head + text + Array("\r\n--b--".utf8), type: "multipart/form-data; boundary=\(boundary)")
        }
        #expect(form([0xFF]) == nil)
        #expect(form([UInt8](repeating: 0x61, count: 65_536)) != nil)
        #expect(form([UInt8](repeating: 0x61, count: 65_537)) == nil)
    }

    @Test func twoHundredPartsAreTakenAndNotTwoMore() {
        func form(_ count: Int) -> FormInput? {
            let (body, type) = MultipartBody.make((0..<count).map { ("f\($0)", "1") })
            return FormInput(body, type: type)
        }
        #expect(form(200)?.texts.count == 200)
        #expect(form(202) == nil)
    }

    /// Whatever comes, it is read or refused; and what is read was there.
    @Test func anyBytesAreReadOrRefused() {
        var dice = SystemRandomNumberGenerator()
        let (body, type) = MultipartBody.make(
            [("a", "1"), ("name", "刘")], files: [("f", Array("\r\n----form7MA4YWx".utf8))])
        for _ in 0..<3000 {
            var changed = body
            for _ in 0..<Int.random(in: 1...4, using: &dice) {
                let place = Int.random(in: 0..<changed.count, using: &dice)
                switch Int.random(in: 0..<3, using: &dice) {
                case 0: changed[place] = UInt8.random(in: .min ... .max, using: &dice)
                case 1: changed.remove(at: place)
                default: changed.insert(13, at: place)
                }
            }
            guard let input = FormInput(changed, type: type) else { continue }
            let size =
                input.texts.values.joined().map(\.utf8.count).reduce(0, +)
                + input.files.values.joined().map(\.count).reduce(0, +)
            #expect(size <= changed.count)
        }
    }
}
