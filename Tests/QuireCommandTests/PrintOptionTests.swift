import IPP
import Testing

@testable import quire

@Suite("Options behind -o")
struct PrintOptionTests {
    @Test(
        "As libcups reads them",
        arguments: [
            ("media=A4", [PrintOption("media", "A4")]),
            ("fit-to-page nocollate", [PrintOption("fit-to-page", "true"), PrintOption("collate", "false")]),
            ("a='two words' b=\"x=y\"", [PrintOption("a", "two words"), PrintOption("b", "x=y")]),
            (#"a=one\ word"#, [PrintOption("a", "one word")]),
            (
                "media-col={media-size={x-dimension=1 y-dimension=2} media-type=plain} sides=one-sided",
                [
                    PrintOption("media-col", "{media-size={x-dimension=1 y-dimension=2} media-type=plain}"),
                    PrintOption("sides", "one-sided"),
                ]
            ),
            ("  ", []),
        ])
    func parsed(text: String, options: [PrintOption]) throws {
        #expect(try PrintOption.parse(text) == options)
    }

    @Test("What is not closed is an error", arguments: ["a='b", "a={b=c", "=x"])
    func refused(text: String) {
        #expect(throws: Failure.self) { try PrintOption.parse(text) }
    }

    @Test(
        "Values get the syntax the registry gives the name",
        arguments: [
            ("copies", "3", [.integer(3)]),
            ("sides", "two-sided-long-edge", [.keyword("two-sided-long-edge")]),
            ("media", "iso_a4_210x297mm", [.keyword("iso_a4_210x297mm")]),
            ("media", "Letter Head", [.name("Letter Head")]),
            ("print-quality", "high", [.enum(5)]),
            ("print-quality", "4", [.enum(4)]),
            ("orientation-requested", "landscape", [.enum(4)]),
            ("finishings", "staple,punch", [.enum(4), .enum(5)]),
            ("page-ranges", "1-3,8", [.rangeOfInteger(IntegerRange(1, 3)), .rangeOfInteger(IntegerRange(8, 8))]),
            ("page-ranges", "5-", [.rangeOfInteger(IntegerRange(5, .max))]),
            ("printer-resolution", "600dpi", [.resolution(.dpi(600))]),
            ("printer-resolution", "600x1200dpi", [.resolution(Resolution(crossFeed: 600, feed: 1200))]),
            ("job-sheets", "none,standard", [.keyword("none"), .keyword("standard")]),
            ("job-priority", "80", [.integer(80)]),
            ("PageSize", "A4", [.name("A4")]),
            ("fit-to-page", "true", [.boolean(true)]),
            (
                "media-col", "{media-size={x-dimension=21000 y-dimension=29700} media-type=stationery}",
                [
                    .collection([
                        Attribute(
                            "media-size",
                            .collection([
                                Attribute("x-dimension", .integer(21_000)), Attribute("y-dimension", .integer(29_700)),
                            ])),
                        Attribute("media-type", .keyword("stationery")),
                    ])
                ]
            ),
        ] as [(String, String, [AttributeValue])])
    func encoded(name: String, text: String, values: [AttributeValue]) throws {
        #expect(try AttributeText.attribute(PrintOption(name, text)) == Attribute(name, values))
    }

    @Test(
        "What cannot be read says what is wanted",
        arguments: [
            ("job-priority", "urgent", "takes a number, not \"urgent\""),
            ("job-priority", "101", "can be 1 to 100, not 101"),
            ("page-ranges", "9-2", "page-range 9-2 runs backwards."),
            ("print-quality", "hgih", "takes a keyword or its number"),
            ("printer-resolution", "fine", "a resolution such as 600dpi"),
        ])
    func explained(name: String, text: String, words: String) {
        let failure = #expect(throws: Failure.self) { try AttributeText.attribute(PrintOption(name, text)) }

        #expect(failure?.message.contains(words) == true, "\(failure?.message ?? "")")
    }

    @Test("Options go where they belong: job, request, subscription, format")
    func groups() throws {
        let request = try JobRequest(
            [
                PrintOption("sides", "one-sided"), PrintOption("compression", "gzip"), PrintOption("raw", "true"),
                PrintOption("notify-recipient-uri", "mailto:a@b"), PrintOption("landscape", "true"),
            ], now: Command.now)

        #expect(request.job.attributes.map(\.name) == ["sides", "orientation-requested"])
        #expect(request.operation.attributes.map(\.name) == ["compression"])
        #expect(request.subscription["notify-recipient-uri"]?.values == [.uri("mailto:a@b")])
        #expect(request.format == "application/vnd.cups-raw")
    }

    @Test(
        "A hold is a keyword, a time of day in UTC, or a moment",
        arguments: [
            ("evening", Attribute("job-hold-until", .keyword("evening"))),
            ("+2h", Attribute("job-hold-until", .name("02:26:46"))),
            ("2026-11-21T23:30Z", Attribute("job-hold-until", .name("23:30:00"))),
            (
                "2026-12-24T18:00Z",
                Attribute("job-hold-until-time", .dateTime(IPPDateTime(secondsSince1970: 1_798_135_200)))
            ),
        ])
    func hold(text: String, attribute: Attribute) throws {
        #expect(try JobRequest.hold(until: text, now: Command.now) == attribute)
    }

    @Test("A hold that is over, or is no time, is an error", arguments: ["2020-01-01", "26:00", "+x"])
    func wrongHold(text: String) {
        #expect(throws: Failure.self) { try JobRequest.hold(until: text, now: Command.now) }
    }
}
