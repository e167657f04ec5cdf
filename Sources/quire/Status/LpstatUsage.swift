/// What `lpstat` writes to standard output when its command line is wrong: the text of CUPS 2.4, which programs that
/// find out what an `lpstat` can do look at. `lpstat --help` says more.
enum LpstatUsage {
    static let text = """
        Usage: lpstat [options]
        Options:
        -E                      Encrypt the connection to the server
        -h server[:port]        Connect to the named server and port
        -l                      Show verbose (long) output
        -U username             Specify the username to use for authentication
        -H                      Show the default server and port
        -W completed            Show completed jobs
        -W not-completed        Show pending jobs
        -a [destination(s)]     Show the accepting state of destinations
        -c [class(es)]          Show classes and their member printers
        -d                      Show the default destination
        -e                      Show available destinations on the network
        -o [destination(s)]     Show jobs
        -p [printer(s)]         Show the processing state of destinations
        -r                      Show whether the CUPS server is running
        -R                      Show the ranking of jobs
        -s                      Show a status summary
        -t                      Show all status information
        -u [user(s)]            Show jobs queued by the current or specified users
        -v [printer(s)]         Show the devices for each destination
        """
}
