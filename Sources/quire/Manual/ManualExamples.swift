/// The examples of each manual page: a page without any is not finished.
enum ManualExamples {
    struct Example: Sendable {
        let text: String
        let line: String

        init(_ text: String, _ line: String) {
            self.text = text
            self.line = line
        }
    }

    static func of(_ page: String) -> [Example] { all[page] ?? [] }

    private static let all: [String: [Example]] = [
        "quire": [
            Example("The same as lpr report.pdf", "quire lpr report.pdf"), Example("The version", "quire --version"),
        ],
        "quired": [
            Example("Run it in the foreground, for trying", "quired serve --dir ./spool --listen 127.0.0.1:6631"),
            Example("Print on it", "lpr -H 127.0.0.1:6631 -P paper report.pdf"),
        ],
        "lpr": [
            Example("Print a file on your default printer", "lpr report.pdf"),
            Example(
                "Two copies on both sides, on floor2", "lpr -P floor2 -# 2 -o sides=two-sided-long-edge report.pdf"),
            Example("Only some pages", "lpr -o page-ranges=1-3,8 report.pdf"),
            Example("Print what another program writes", "ls -l | lpr -T listing"),
        ],
        "lp": [
            Example("Print a file on your default printer", "lp report.pdf"),
            Example("Two copies of some pages on floor2", "lp -d floor2 -n 2 -P 1-3,8 report.pdf"),
            Example("Hold it until the evening", "lp -H 18:00 report.pdf"),
            Example("Change a job that waits", "lp -i 412 -n 3"),
        ],
        "lpq": [
            Example("The jobs of your default printer", "lpq"),
            Example("Those of all, again every five seconds", "lpq -a +5"),
        ],
        "lprm": [
            Example("Cancel the job that is printed", "lprm"), Example("Cancel one job", "lprm 412"),
            Example("Cancel all your jobs on floor2", "lprm -P floor2 -"),
        ],
        "lpstat": [
            Example("What waits", "lpstat"), Example("All there is to say", "lpstat -t"),
            Example("The printers and the default one", "lpstat -p -d"),
            Example("Whether the server runs", "lpstat -r"),
        ],
        "cancel": [
            Example("Cancel one job", "cancel floor2-412"), Example("Cancel all of floor2", "cancel -a floor2"),
            Example("Cancel all of somebody", "cancel -u anna"),
        ],
        "lpmove": [
            Example("Move a job", "lpmove floor2-412 floor3"),
            Example("Move all that wait for floor2", "lpmove floor2 floor3"),
        ],
        "lpoptions": [
            Example("What a printer can do", "lpoptions -p floor2 -l"),
            Example("Print on both sides from now on", "lpoptions -p floor2 -o sides=two-sided-long-edge"),
            Example("Make floor2 your default printer", "lpoptions -d floor2"),
        ],
        "lpc": [
            Example("The state of all printers", "lpc status all"), Example("Print a job next", "lpc topq floor2 412"),
        ],
        "quirectl": [
            Example("What there is, and whether all is well", "quirectl status"),
            Example("Why a job is not printed, and what mends it", "quirectl job explain 412"),
            Example("All printers for a program", "quirectl printer list --json"),
            Example("What keeps anybody from printing", "sudo quirectl doctor"),
            Example("Why iPhones do not show a printer", "quirectl doctor airprint floor2"),
            Example("Completion in this shell", "source <(quirectl completion bash)"),
        ],
        "quirectl-printer": [
            Example(
                "Add a printer and try it",
                "quirectl printer add floor2 ipps://10.0.0.17/ipp/print --location \"Room 204\" --test"),
            Example("Pause it, and say why", "quirectl printer pause floor2 --reason \"fuser change\""),
            Example("Empty it for maintenance", "quirectl printer drain floor2 --to floor3 --timeout 10m"),
            Example(
                "Print on both sides unless a job says otherwise",
                "quirectl printer set floor2 sides=two-sided-long-edge"),
            Example("Take it out of service", "quirectl printer shutdown floor2 --reason \"moving house\""),
            Example("Put it in service again", "quirectl printer startup floor2 --accept"),
            Example("Only the names", "quirectl printer list -o name"),
        ],
        "quirectl-job": [
            Example("Why it waits", "quirectl job explain 412"),
            Example("Move all of floor2; first see what would happen", "quirectl job move --printer floor2 floor3 -n"),
            Example("Cancel what somebody sent in the last hour", "quirectl job cancel --user anna --since 1h"),
            Example("Hold several until the evening", "quirectl job hold 410-415 --until 18:00"),
            Example("Print, and wait for the end", "quirectl job submit report.pdf -P floor2 --wait=5m"),
            Example("Print once more, two copies of one page", "quirectl job reprint 412 --pages 3 --copies 2"),
            Example(
                "Cancel those listed by another program",
                "quirectl job list --state held -o name | quirectl job cancel -"),
        ],
        "quirectl-doc": [
            Example("How a file would get to a printer", "quirectl doc plan report.pdf -p floor2 --option number-up=2"),
            Example(
                "See the raster a printer would get",
                "quirectl doc convert report.pdf --to image/pwg-raster --resolution 600 --colors gray > report.pwg"),
        ],
        "quirectl-device": [
            Example("Printers at USB ports", "quirectl device list --scheme usb"),
            Example("Only their URIs", "quirectl device list -o name"),
            Example("What answers at a host, and what it can do", "quirectl device probe 10.0.0.17"),
        ],
        "quirectl-driver": [
            Example(
                "What is wrong with a maker's file, and what in it is not run", "quirectl driver check ~/acme9.ppd"),
            Example("Add it, and let it run its filter", "quirectl driver add ~/acme9.ppd --allow-filter rastertoacme"),
            Example(
                "A printer with one of ours", "quirectl printer add old socket://10.0.0.9 --driver quire-generic-ps.ppd"
            ),
        ],
        "quirectl-system": [
            Example("What the server is", "quirectl system show"),
            Example("Say where it stands", "quirectl system set location=\"Cellar, rack 3\" geo=geo:52.52,13.405"),
            Example("Let every printer begin afresh", "quirectl system restart"),
        ],
        "quirectl-user": [
            Example("Somebody who sets things up, from anywhere", "quirectl user add anna --role administrator"),
            Example("A password from a file", "quirectl user passwd anna --password-stdin < secret.txt"),
            Example("Out, at once", "quirectl user disable anna"),
        ],
        "quirectl-token": [
            Example(
                "For a program that prints, for a year",
                "quirectl token create --user erp --scope print --expires 365d --label invoices"),
            Example("What there is", "quirectl token list"), Example("End one", "quirectl token revoke k3m9qx2a"),
        ],
        "quirectl-policy": [
            Example(
                "Only staff print, only from the house", "quirectl policy set floor2 'allow print @staff 10.0.0.0/8'"),
            Example("Somebody looks after one printer", "quirectl policy set floor2 'grant operate ben'"),
            Example(
                "Why somebody may not print", "quirectl policy check --as anna --op print-job --printer floor2"),
        ],
        "quirectl-audit": [
            Example("What was done today", "quirectl audit list --since 1d"),
            Example("Who was refused", "quirectl audit export | grep '\"kind\":\"refusal\"'"),
            Example("Whether it is as it was written", "quirectl audit verify"),
        ],
        "quirectl-quota": [
            Example(
                "A hundred pages a week for everybody",
                "lpadmin -p floor2 -o job-page-limit=100 -o job-quota-period=604800"),
            Example("What is used", "quirectl quota show floor2"),
        ],
        "quirectl-resource": [
            Example(
                "A picture for a printer",
                "quirectl resource add logo.png --type static-image --printer floor2"),
            Example("What there is", "quirectl resource list"),
            Example("Remove one", "quirectl resource cancel 3"),
        ],
        "quirectl-pool": [
            Example("Two printers that share their work", "quirectl pool create floor2 left right"),
            Example(
                "One that is used while the other is well", "quirectl pool create safe main spare --policy ordered"),
        ],
        "quirectl-remote": [
            Example("What another server shares", "quirectl remote add print.example.org"),
            Example("Adopt one of its printers", "quirectl remote add print.example.org floor2"),
            Example("Look at it now", "quirectl remote update print.example.org"),
        ],
        "quirectl-share": [
            Example("Share it with one network only", "quirectl share on floor2 --to 10.0.0.0/8"),
            Example(
                "Records for the name server of other networks", "quirectl share zone --host print.example.org"),
            Example("Let phones and computers find a printer", "quirectl share on floor2"),
            Example("How others reach it", "quirectl share url floor2 --host print.example.org"),
        ],
        "quirectl-server": [
            Example("In a script", "quirectl server health -q || echo down"),
            Example("With the trouble of printers", "quirectl server health --strict"),
        ],
    ]
}
