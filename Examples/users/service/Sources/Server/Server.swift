import API
import Platform

/// `Server serve`, `migrate`, `seed`, `admin create`, `backup`, `restore`, `purge`, `config`, `keys`.
@main
enum Server {
    static func main() async { await ServerCommand.main(API.definition) }
}
