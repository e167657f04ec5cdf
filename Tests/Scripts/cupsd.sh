#!/bin/bash
# A cupsd of its own for a test: everything it reads and writes lies in one folder. Runs in the foreground, as root.
#
#   cupsd.sh FOLDER PORT DEVICE-URI
#
# Queues: q, raw, prints to DEVICE-URI; halted, raw, takes jobs and does not print.
set -eu
folder=$1 port=$2 device=$3
mkdir -p "$folder"/{spool,tmp,cache,run,log,etc,ssl}
chown -R root:lp "$folder"
chmod 755 "$folder" "$folder"/{run,etc}
chmod 710 "$folder/spool"
chmod 1770 "$folder/tmp"
chmod 775 "$folder/cache"
cat >"$folder/cups-files.conf" <<X
SystemGroup root
User lp
Group lp
ServerRoot $folder/etc
RequestRoot $folder/spool
TempDir $folder/tmp
CacheDir $folder/cache
StateDir $folder/run
AccessLog $folder/log/access_log
ErrorLog $folder/log/error_log
PageLog $folder/log/page_log
Printcap $folder/cache/printcap
FileDevice Yes
ServerBin /usr/lib/cups
X
cat >"$folder/cupsd.conf" <<X
LogLevel debug
MaxLogSize 0
Listen 127.0.0.1:$port
Browsing No
WebInterface No
PreserveJobHistory Yes
PreserveJobFiles Yes
MaxJobs 0
JobRetryInterval 2
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  SubscriptionPrivateAccess all
  SubscriptionPrivateValues none
  <Limit All>
    Order deny,allow
    Allow all
  </Limit>
</Policy>
X
queue() {
  printf '<Printer %s>\nPrinterId %d\nInfo %s\nMakeModel Local Raw Printer\nDeviceURI %s\nState %s\nType 4\nAccepting Yes\nShared Yes\nJobSheets none none\nOpPolicy default\nErrorPolicy retry-job\n</Printer>\n' "$1" "$2" "$1" "$device" "$3"
}
{ queue q 1 Idle; queue halted 2 Stopped; } >"$folder/etc/printers.conf"
chown root:lp "$folder/etc/printers.conf"
chmod 600 "$folder/etc/printers.conf"
exec /usr/sbin/cupsd -f -c "$folder/cupsd.conf" -s "$folder/cups-files.conf"
