/// Passwords that are guessed first, in lower case: the head of Openwall's public-domain list (as in Debian's `john-data`), all of its
/// entries of eight characters and more, and the usual later ones.
enum CommonPasswords {
    /// Whether a guesser would try this early, in whatever case.
    static func contains(_ password: String) -> Bool { all.contains(password.lowercased()[...]) }

    private static let all = Set(list.split(whereSeparator: \.isWhitespace))

    private static let list = #"""
        123456 12345 password password1 123456789 12345678 1234567890 abc123 computer tigger 1234 qwerty money carmen
        mickey secret summer internet a1b2c3 123 service canada hello ranger shadow baseball donald harley hockey
        letmein maggie mike mustang snoopy buster dragon jordan michael michelle mindy patrick 123abc andrew bear
        calvin changeme diamond fuckme fuckyou matthew miller tiger trustno1 alex apple avalon brandy chelsea coffee
        falcon freedom gandalf green helpme linda magic merlin newyork soccer thomas wizard asdfgh bandit batman boris
        butthead dorothy eeyore fishing football george happy iloveyou jennifer jonathan love marina master missy
        monday monkey natasha ncc1701 pamela pepper piglet poohbear pookie rabbit rachel rocket rose smile sparky
        spring steven success sunshine victoria whatever zapata 8675309 amanda andy angel august barney biteme boomer
        brian casey cowboy delta doctor fisher island john joshua karen marley orange please rascal richard sarah
        scooter shalom silver skippy stanley taylor welcome zephyr 111111 aaaaaa access albert alexander andrea anna
        anthony asdfjkl; ashley basketball beavis black bob booboo bradley brandon buddy caitlin camaro charlie
        chicken chris cindy cricket dakota dallas daniel david debbie dolphin elephant emily friend fucker ginger
        goodluck hammer heather iceman jason jessica jesus joseph jupiter justin kevin knight lacrosse lakers lizard
        madison mary mother muffin murphy nirvana paris pentium phoenix picture rainbow sandy saturn scott shannon
        shithead skeeter sophie special stephanie stephen steve sweetie teacher tennis test test123 tommy topgun
        tristan wally william wilson 1q2w3e 654321 666666 a12345 a1b2c3d4 alpha amber angela angie archie asdf blazer
        bond007 booger charles christin claire control danny david1 dennis digital disney edward elvis felix flipper
        franklin frodo honda horses hunter indigo james jasper jeremy julian kelsey killer lauren marie maryjane
        matrix maverick mayday mercury mitchell morgan mountain niners nothing oliver peace peanut pearljam phantom
        popcorn princess psycho pumpkin purple randy rebecca reddog robert rocky roses salmon samson sharon sierra
        smokey startrek steelers stimpy sunflower superman support sydney techno walter willie willow winner ziggy
        zxcvbnm alaska alexis alice animal apples barbara benjamin billy blue bluebird bobby bonnie bubba camera
        chocolate clark claudia cocacola compton connect cookie cruise douglas dreamer dreams duckie eagles eddie
        einstein enter explorer faith family ferrari flamingo flower foxtrot francis freddy friday froggy giants gizmo
        global goofy happy1 hendrix henry herman homer honey house houston iguana indiana insane inside irish ironman
        jake jasmin jeanne jerry joey justice katherine kermit kitty koala larry leslie logan lucky mark martin matt
        minnie misty mitch mouse nancy nascar nelson pantera parker penguin peter piano pizza prince punkin pyramid
        raymond robin roger rosebud route66 royal running sadie sasha security sheena sheila skiing snapple snowball
        sparrow spencer spike star stealth student sunny sylvia tamara taurus teresa theresa thunderbird tigers tony
        toyota travel tuesday victory viper1 wesley whisky winnie winter wolves xyz123 zorro 123123 1234567 696969
        888888 aaron abby abcdef adidas adrian alfred arthur athena austin awesome badger bamboo beagle bears beatles
        beautiful beaver benny bigmac bingo bitch blonde boogie boston brenda bright bubba1 bubbles buffy button
        buttons cactus candy captain carlos caroline carrie casper catch22 chance charity charlotte cheese cheryl
        chloe chris1 clancy compaq conrad cooper cooter copper cosmos cougar cracker crawford crystal curtis cyclone
        dance diablo dollars dookie dumbass dundee elizabeth eric europe farmer firebird fletcher fluffy france freak1
        friends fuckoff gabriel galaxy gambit garden garfield garnet genesis genius godzilla golfer goober grace
        greenday groovy grover guitar hacker harry hazel hector herbert horizon hornet howard icecream imagine impala
        jack janice jasmine jason1 jeanette jeffrey jenifer jenni jesus1 jewels joker julie julie1 junior justin1
        kathleen keith kelly kelly1 kennedy kevin1 knicks larry1 leonard lestat library lincoln lionking london louise
        lucky1 lucy maddog margaret mariposa marlboro martin1 marty master1 mensuck mercedes metal midori mikey millie
        mirage molly monet money1 monica monopoly mookie moose moroni music naomi nathan nguyen nicholas nicole nimrod
        october olive olivia online oscar oxford pacific painter peaches penelope pepsi petunia philip phoenix1 photo
        pickle player poiuyt porsche porter puppy python quality raquel raven remember robbie robert1 roman rugby
        runner russell ryan sailing sailor samantha savage scarlett school sean seven shadow1 sheba shelby shit shoes
        simba simple skipper smiley snake snickers sniper snoopdog snowman sonic spitfire sprite spunky starwars
        station stella stingray storm stormy stupid sunny1 sunrise surfer susan tammy tango tanya teddy1 theboss
        theking thumper tina tintin tomcat trebor valentine veronica warriors zeppelin abcd1234 asdfasdf asdfghjk
        babydoll beatrice bluefish bullshit business california carebear catalina catherine champion chelsea1 chester1
        christian colorado columbia commander creative danielle dickhead dragonfly electric excalibur francesco
        francine francois fuckface goldfish gretchen harrison idontknow jordan23 kangaroo kimberly lawrence liverpool
        marathon michael1 midnight montreal nirvana1 notebook patricia pinkfloyd predator reynolds ricardo1 roadrunner
        robinhood rocknroll sapphire skywalker smashing snowflake strawberry sundance superfly swimming teddybear
        thursday warcraft williams woofwoof wrangler 11111111 88888888 airborne anderson andromeda anything applepie
        aquarius asdf1234 bernardo birthday blackjack blueeyes brewster butterfly calendar campbell catwoman chris123
        christmas christopher clueless confused corvette crusader cunningham darkstar december deeznuts director
        dominique dontknow downtown dutchess enterprise ferguson fireball florida1 flowerpot freebird froggies
        germany1 halloween hamilton happy123 happyday hardcore heather1 heather2 hedgehog hello123 hellohello heythere
        highland hongkong indonesia isabelle jamesbond jeffrey1 justdoit katerina kittycat kristine lonestar longhorn
        management marielle marshall meatloaf michigan microsoft millenium moonbeam morpheus motorola munchkin
        mustang1 napoleon national newyork1 nintendo patriots peterpan phillips precious qwerty12 qwertyui rachelle
        redskins renegade revolution richard1 richards richmond rootbeer ruthless saturday scoobydoo scooter1 scorpion
        september skipper1 stargate starlight stranger superstar sweetpea swordfish tacobell thankyou thompson
        thrasher tinkerbell treasure trombone ultimate vacation vincent1 virginia whocares william1 winniethepooh
        wolfgang wolverine xxxxxxxx yogibear 00000000 1234qwer 99999999 anaconda apollo13 blizzard cardinal carolina
        chandler charlie1 chiquita chocolat courtney dolphins fearless guinness lorraine nebraska portland softball
        stephani valentin babygirl 987654321 spongebob princesa iloveyou1 iloveyou2 fuckyou1 blessing blahblah
        blink182 passw0rd iloveyou! ilovegod football1 emmanuel 1q2w3e4r spiderman simpsons november brooklyn darkness
        pineapple 1qaz2wsx drowssap monkey12 wordpass q1w2e3r4 coolness 11235813 something alexandra estrella
        princess1 alejandro brittany alejandra tequiero fernando cristina babygurl mahalkita gabriela pictures
        hellokitty babygirl1 angelica inuyasha sebastian 0123456789 barcelona slipknot cutiepie 789456123 portugal
        volleyball cristian chrisbrown lollipop qwertyuiop harrypotter ihateyou christine johncena lovelove metallica
        myspace1 babyblue fernanda westlife slideshow asdfghjkl santiago sweetheart 12345678910 leonardo sexygirl
        anthony1 skittles colombia christina teiubesc 147258369 francisco amorcito angelito manchester linkinpark
        bestfriend sporting truelove savannah scotland ilovehim estrellita brandon1 loverboy 999999999 westside
        mauricio preciosa shopping isabella martinez friendster valentina fuckyou2 sunshine1 gangster darkangel
        bettyboop jessica1 cheyenne bestfriends daddysgirl billabong buttercup zacefron tokiohotel bubblegum lollypop
        sexybitch hotstuff babylove angelina playgirl milagros margarita undertaker capricorn cheerleader password2
        matthew1 carlitos michelle1 cinderella jesuschrist ilovejesus tazmania princesita jesucristo lipgloss
        741852963 hernandez pussycat gorgeous panthers hollywood kristina sexymama scarface 0987654321 jeremiah
        butterfly1 madalina anamaria jasmine1 bubbles1 diamonds friendship sweetness february 87654321 twilight
        imissyou 147852369 123123123 babyface cassandra ncc1701d kingfish babylon5 porsche911 training alexandr
        challenge coltrane fountain gabriell grateful metallic ncc1701e republic research broadway acropolis blowfish
        cannondale cordelia database deadhead feedback gargoyle intrepid johanna1 mortimer overkill prometheus
        rastafarian robotech salasana scarecrow temporal terminal thejudge valhalla windsurf xcountry bismillah
        madeline sterling aardvark aerobics allstate altamira asdf;lkj assmunch barnyard bluejean chainsaw chameleon
        chouette clarkson concorde coolbean cornflake crescent daedalus dillweed fairview fishhead flanders frederic
        front242 frontier gammaphi garfunkel gateway2 gilgamesh hawkeye1 hydrogen instructor integral jeepster
        justice4 kalamazoo laserjet loislane makeitso mattingly mechanic mobydick montana3 montrose neutrino
        newaccount nicklaus nightshade nightwing obsession paradigm phialpha pianoman pipeline printing provider
        redcloud robotics rossignol schnapps services shanghai sigmachi signature sprocket starbuck student2 tazdevil
        testtest thisisit tightend transfer transport webmaster whoville 21122112 changeit christia christoph
        classroom macintosh politics property jethrotull geronimo waterloo chinacat histoire thelorax good-luck
        homebrew zhongguo sample123 informix majordomo !@#$%^&* raistlin sidekick hallowell hosehead lissabon morecats
        performa newcourt qwerty123 password123 1q2w3e4r5t admin123 p@ssw0rd p@ssword welcome1 welcome123 zaq12wsx
        abc12345 a1234567 aa123456 aa12345678 qwer1234 q1w2e3r4t5 123qweasd zxcvbnm1 zxcvbnm123 letmein1 letmein123
        baseball1 monkey123 dragon123 master123 superman1 shadow123 111111111 12341234 11223344 123456789a 12345678a
        123456a1 123456abc password12 password! password1! changeme1 changeme123 default1 secret123 test1234 guest123
        root1234 administrator adminadmin admin1234 qazwsxedc 1qazxsw2 azertyuiop azerty123 google123 facebook1
        pokemon1 starwars1 whatever1 computer1 internet1 samsung1 liverpool1 arsenal1 1a2b3c4d a1b2c3d4e5 12345qwert
        9876543210 1234567891 1111111111 2222222222 1029384756 qwerty1234 qwerty12345 mypassword yourpassword
        summer2023 winter2023 spring2024 summer2024 winter2024 autumn2024 summer2025 winter2025 correcthorse
        correcthorsebatterystaple
        """#
}
