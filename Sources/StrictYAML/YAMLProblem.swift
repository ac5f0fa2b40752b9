import Facilities

/// Explains the parser's error messages to the person who wrote the file.
enum YAMLProblem {
    static func text(_ problem: String) -> Text {
        guard let remedy = remedies.first(where: { problem.contains($0.problem) })?.text else {
            return Text(
                zh: "不是有效的 YAML：请检查这一行和上一行的缩进、引号和括号", en: "not valid YAML: \(problem)")
        }
        return Text(zh: "不是有效的 YAML：\(remedy.zh)", en: "not valid YAML: \(problem); \(remedy.en)")
    }

    private static let remedies: [(problem: String, text: Text)] = [
        (
            "mapping values are not allowed",
            Text(
                zh: "多了一个冒号，或缩进不对；含冒号的文字请加引号",
                en: "a colon too many or wrong indentation: put text with a colon in quotes")
        ),
        (
            "did not find expected ',' or '}'",
            Text(zh: "大括号没有合上，或少了逗号", en: "a brace is not closed, or a comma is missing")
        ),
        (
            "did not find expected ',' or ']'",
            Text(zh: "方括号没有合上，或少了逗号", en: "a bracket is not closed, or a comma is missing")
        ),
        (
            "cannot start any token",
            Text(zh: "这个字符不能放在这里；文字请加引号", en: "this character cannot stand here: put text in quotes")
        ),
        (
            "did not find expected key",
            Text(zh: "缩进不对，或上面的引号、括号没有合上", en: "wrong indentation, or a quote or bracket above is not closed")
        ),
        (
            "did not find expected '-' indicator",
            Text(zh: "列表项的缩进不一致", en: "the entries of the list are indented differently")
        ),
        (
            "did not find expected node content",
            Text(zh: "这里少了内容，或括号没有合上", en: "something is missing here, or a bracket is not closed")
        ),
        ("could not find expected ':'", Text(zh: "少了冒号", en: "a colon is missing")),
        (
            "unexpected end of stream",
            Text(zh: "文件结束时引号还没有合上", en: "a quote is not closed before the end of the file")
        ),
    ]
}
