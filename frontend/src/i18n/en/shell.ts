export const shell = {
  "shell.name": "[club]",
  "shell.tagline": "[tagline]",
  "shell.noScript":
    "[club] shows the account of the house from the public record. Your browser has to run JavaScript for that.",
  "shell.skip": "Go to the content",
  "shell.nav": "Main",
  "shell.more": "More",
  "shell.house": "House",
  "shell.money": "Money",
  "shell.votes": "Votes",
  "shell.me": "Me",
  "shell.tables": "All tables",
  "shell.rounds": "Rounds",
  "shell.donations": "Donations",
  "shell.oversight": "Reports",
  "shell.kit": "Parts of this app",
  "shell.language": "Language",
  "shell.look": "Colours",
  "shell.look.auto": "as the device",
  "shell.look.light": "light",
  "shell.look.dark": "dark",
  "shell.help": "Help",
  "shell.help.title": "How the house works",
  "shell.help.1": "The café belongs in equal shares to everybody who paid for it. One person, one share, one vote.",
  "shell.help.2":
    "Everybody receives vouchers worth what they paid. Under “Me”, show your code at the counter and the coffee is paid.",
  "shell.help.3":
    "Ten members at a time oversee the house. The members choose them by ballot; free chairs are drawn by lot.",
  "shell.help.4": "Every payment stands in the house account under “Money”. Your own browser can recompute it.",
  "shell.help.5":
    "You never pay a fee for voting or drinking coffee. When you confirm something, the house carries it to the public record.",
  "shell.practice": "Practice – no real money",
  "shell.notFound.title": "There is nothing at this address",
  "shell.notFound.body":
    "The link may be old or mistyped. Everything the house shows can be reached from its first page.",
  "shell.notFound.home": "To the first page",
  "shell.broken.title": "This page stopped working",
  "shell.broken.body":
    "Nothing you confirmed is lost: it is on the public record or it was never sent. Load the page again.",
  "shell.broken.again": "Load again",
  "shell.loading": "The page is being fetched",
  "shell.signIn": "Sign in",
  "shell.wrongHouse": "This page and the network do not belong together",
  "shell.wrongHouse.body":
    "The page names another network than the one that answers. Nothing is shown rather than something wrong. Tell whoever runs this site.",
  "shell.lost": "Something was not recorded. See under “Me”",
} as const;
